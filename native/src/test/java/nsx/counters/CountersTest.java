package nsx.counters;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CountersTest {
    @Test
    void readsBothFormats() {
        assertEquals(
                Map.of("IpInReceives", 12L, "TcpActiveOpens", -1L),
                Counters.parse("Ip: Forwarding InReceives\nIp: 1 12\nTcp: RtoMin MaxConn ActiveOpens\n"
                        + "Tcp: 200 -1 18446744073709551615\n"));
        assertEquals(Map.of("Ip6InReceives", 7L), Counters.parse("Ip6InReceives                   \t7\nnonsense\n"));
        assertEquals(Map.of("TcpA", 1L), Counters.parse("Tcp: A B\nTcp: 1\nTcp: lonely"));
    }

    @Test
    void saysSomeInWords() {
        assertEquals(
                Optional.of("1 connection met a full listen queue"), CounterMeaning.text("TcpExtListenOverflows", 1));
        assertEquals(
                Optional.of("3 connections met a full listen queue"), CounterMeaning.text("TcpExtListenOverflows", 3));
        assertEquals(Optional.of("2 echo replies came"), CounterMeaning.text("IcmpInEchoReps", 2));
        assertEquals(Optional.empty(), CounterMeaning.text("TcpSomething", 1));
    }
}
