package nsx.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lines as Linux 6.18 writes them to trace_pipe. */
class KernelEventTest {
    private static KernelEvent read(String line) {
        return KernelEvent.parse(line).orElseThrow();
    }

    @Test
    void aFrameHasItsNumberAndDevice() {
        KernelEvent event = read("            ping-563     [001] b.... 29823.643421: net_dev_queue: dev=x"
                + " skbaddr=00000000a1781779 len=98");
        assertEquals("net_dev_queue", event.name());
        assertEquals(563, event.thread());
        assertEquals(29823_643421_000L, event.nanos());
        assertEquals(Map.of("dev", "x", "skbaddr", "00000000a1781779", "len", "98"), event.fields());
        assertEquals(98, event.number("len"));
    }

    @Test
    void theNameOfAThreadMayLookLikeAnything() {
        KernelEvent event =
                read("    kworker/u8:3-13658   [001] ..s1. 29823.631930: netif_receive_skb: dev=y skbaddr=00 len=96");
        assertEquals(13658, event.thread());
        KernelEvent other =
                read("    a [1] b: c-7-13     [001] ..s1. 1.000002: netif_receive_skb: dev=y skbaddr=00 len=96");
        assertEquals(13, other.thread());
        assertEquals("y", other.get("dev"));
    }

    @Test
    void aDropHasItsReason() {
        KernelEvent event = read("     python3-566     [001] .Ns1. 29825.093886: kfree_skb: skbaddr=00000000970b39b3"
                + " rx_sk=0000000000000000 protocol=2048 location=tcp_v4_rcv+0x91/0x13f0 reason: NO_SOCKET");
        assertEquals("NO_SOCKET", event.get("reason"));
        assertEquals("tcp_v4_rcv+0x91/0x13f0", event.get("location"));
        assertEquals(2048, event.number("protocol"));
    }

    @Test
    void aRouteThatWasLookedUpHasItsDeviceAndGateway() {
        KernelEvent event = read(
                "            ping-563     [001] ..... 29823.643312: fib_table_lookup: table 254 oif 0 iif 1"
                        + " proto 17 0.0.0.0/44323 -> 192.0.2.2/1025 tos 0 scope 0 flags 0 ==> dev x gw 10.0.0.10/:: err 0");
        assertEquals("192.0.2.2", event.get("dst"));
        assertEquals("x", event.get("dev"));
        assertEquals("10.0.0.10/::", event.get("gw"));
        assertEquals(254, event.number("table"));
        KernelEvent none =
                read("            ping-498     [000] ..s1. 29823.651249: fib_table_lookup: table 254 oif 0 iif 2"
                        + " proto 0 10.0.0.1/0 -> 10.0.0.2/0 tos 0 scope 0 flags 0 ==> dev - gw 0.0.0.0/:: err -11");
        assertEquals(-11, none.number("err"));
        assertEquals("-", none.get("dev"));
    }

    @Test
    void aRouteOfIpv6HasAFlowLabelToo() {
        KernelEvent event =
                read("            ping-1 [000] ..... 3.000001: fib6_table_lookup: table 254 oif 0 iif 1 proto 58"
                        + " fd00::11/0 -> fd00::12/0 flowlabel 0x0 tos 0 scope 0 flags 1 ==> dev x gw :: err 0");
        assertEquals("fd00::12", event.get("dst"));
        assertEquals("x", event.get("dev"));
    }

    @Test
    void aNeighbourHasItsState() {
        KernelEvent event = read(
                "            ping-705     [000] .Ns1. 29825.076179: neigh_update: family 2 dev x lladdr 000000000000"
                        + " flags 00 nud_state incomplete type 01 dead 0 refcnt 3 primary_key4 10.0.0.10 primary_key6 ::ffff:10.0.0.10"
                        + " confirmed 4302333498 updated 4302348498 used 4302348498 new_lladdr c647b02215a0 new_state reachable"
                        + " update_flags 00 pid 0");
        assertEquals("x", event.get("dev"));
        assertEquals("10.0.0.10", event.get("primary_key4"));
        assertEquals("reachable", event.get("new_state"));
        assertEquals("c647b02215a0", event.get("new_lladdr"));
    }

    @Test
    void otherLinesAreNone() {
        assertEquals(Optional.empty(), KernelEvent.parse("CPU:1 [LOST 12 EVENTS]"));
        assertEquals(Optional.empty(), KernelEvent.parse(""));
    }
}
