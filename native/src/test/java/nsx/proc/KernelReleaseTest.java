package nsx.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelReleaseTest {
    @ParameterizedTest
    @CsvSource({"6.1.0-18-amd64,false", "6.8.0-rc1+,true", "6.12.9,true", "7.0.0,true", "5.14.0-570.el9,false"})
    void comparesReleases(String text, boolean since) {
        assertEquals(since, KernelRelease.parse(text + "\n").isSince(6, 8));
    }

    @Test
    void readsThatOfTheRunningKernel() {
        assertTrue(KernelRelease.running().isSince(3, 0));
    }
}
