package nsx.diag;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SocketOwnersTest {
    @Test
    void aProcessThatEndedIsNotHidden() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        assertEquals(0, SocketOwners.read(List.of((int) ended.pid())).hidden());
    }
}
