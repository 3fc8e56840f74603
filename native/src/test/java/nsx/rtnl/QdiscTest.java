package nsx.rtnl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HexFormat;
import nsx.netlink.Attributes;
import nsx.netlink.CodecException;
import org.junit.jupiter.api.Test;

class QdiscTest {
    private static final Psched CLOCK = Psched.parse("000003e8 00000040 000f4240 3b9aca00\n");

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void theClock() {
        assertEquals(15.625, CLOCK.ticksPerMicrosecond());
        assertThrows(CodecException.class, () -> Psched.parse("1 2"));
    }

    @Test
    void sizesAreReadAsTheyWereWritten() {
        for (long rate :
                new long[] {10_000, 125_000, 750_000, 15_625_000, 125_000_000, 1_250_000_000L, 12_500_000_000L}) {
            for (long bytes : new long[] {1, 1500, 1599, 1600, 1601, 32_768, 1_000_000}) {
                long ticks = CLOCK.transmission(rate, bytes);
                assertEquals(ticks, CLOCK.transmission(rate, CLOCK.bytes(rate, ticks)), rate + " " + bytes);
                if (rate < 15_625_000) {
                    // where a byte takes more than a tick, no byte is lost
                    assertEquals(bytes, CLOCK.bytes(rate, ticks));
                }
            }
        }
    }

    @Test
    void tbfIsCountedAsTcCounts() {
        // tc qdisc add dev v0 root tbf rate 1mbit burst 32kb latency 400ms, seen with strace
        Attributes options = Qdiscs.tbf(2, Tbf.of(125_000, 32_768, Duration.ofMillis(400)), CLOCK)
                .body()
                .nested("TCA_OPTIONS");
        assertEquals(
                "03010000ffff000048e8010000000000000000000000000050430100" + "00803e0000000000",
                hex(options.bytes("TCA_TBF_PARMS")));
        assertEquals(32768, options.number("TCA_TBF_BURST"));
        assertTrue(hex(options.bytes("TCA_TBF_RTAB")).startsWith("e8030000d0070000b80b0000a00f0000"));
        assertEquals(1024, options.bytes("TCA_TBF_RTAB").length);
    }

    @Test
    void capturedTbf() {
        Qdisc qdisc = Qdisc.decode(Captured.message("qdisc-tbf"));
        assertEquals("tbf", qdisc.kind());
        assertTrue(qdisc.isRoot());
        assertEquals("8001:", Qdisc.handleText(0x80010000));
        assertEquals("1:10", Qdisc.handleText(0x10010));
        assertEquals(new Tbf(125_000, 32_768, 82_768), Tbf.decode(qdisc, CLOCK));
    }

    @Test
    void ratesBeyond32Bits() {
        Attributes options = Qdiscs.tbf(2, Tbf.of(10_000_000_000L, 1 << 20, Duration.ZERO), CLOCK)
                .body()
                .nested("TCA_OPTIONS");
        assertEquals(10_000_000_000L, options.number("TCA_TBF_RATE64"));
        assertEquals(0xffffffffL, options.struct("TCA_TBF_PARMS").orElseThrow().number("rate"));
        assertThrows(IllegalArgumentException.class, () -> new Tbf(0, 1, 1));
    }

    @Test
    void netemIsCountedAsTcCounts() {
        // tc qdisc replace dev v1 root netem delay 50ms 10ms loss 1%
        Netem netem = Netem.NONE
                .withDelay(Duration.ofMillis(50))
                .withJitter(Duration.ofMillis(10))
                .withLoss(0.01);
        Attributes body = Qdiscs.netem(2, netem, CLOCK).body();
        assertEquals("c2eb0b00e8030000295c8f0200000000000000005a620200", hex(body.bytes("TCA_OPTIONS")));
        Netem read = Netem.decode(Qdisc.decode(Qdiscs.netem(2, netem, CLOCK).encode()), CLOCK);
        assertEquals(0.01, read.loss(), 1e-9);
        assertEquals(50, read.delay().toMillis());
    }

    @Test
    void netemWithEverything() {
        // … duplicate 2% reorder 5% rate 1mbit, in the order of this table
        Netem netem = Netem.NONE
                .withDelay(Duration.ofMillis(50))
                .withDuplicate(0.02)
                .withReorder(0.05)
                .withRate(125_000);
        Attributes options = Qdiscs.netem(2, netem, CLOCK).body().nested("TCA_OPTIONS");
        assertEquals(1, options.header().number("gap"));
        assertEquals(0x051eb852L, options.header().number("duplicate"));
        assertEquals("cdcccc0c00000000", hex(options.bytes("TCA_NETEM_REORDER")));
        assertEquals("48e80100000000000000000000000000", hex(options.bytes("TCA_NETEM_RATE")));
        assertThrows(IllegalArgumentException.class, () -> Qdiscs.netem(2, Netem.NONE.withLoss(1.5), CLOCK));
    }

    @Test
    void htbAndOthers() {
        assertEquals(
                "RTM_NEWQDISC flags NLM_F_REPLACE|NLM_F_CREATE"
                        + " tcmsg{tcm_ifindex=2 tcm_handle=65536 tcm_parent=4294967295} TCA_KIND=\"htb\""
                        + " TCA_OPTIONS={TCA_HTB_INIT=tc_htb_glob{version=3 rate2quantum=10 defcls=16}}",
                Qdiscs.htb(2, 1, 16).describe());
        assertEquals("htb", Qdisc.decode(Captured.message("qdisc-htb")).kind());
        assertTrue(Qdisc.decode(Captured.message("qdisc-noqueue")).options().isEmpty());
    }

    @Test
    void whatHtbCountsIsNoOption() {
        Attributes quiet = Qdiscs.htb(2, 1, 16).body();
        Attributes busy = quiet.set(
                "TCA_OPTIONS",
                Attributes.of(QdiscTable.HTB)
                        .put(
                                "TCA_HTB_INIT",
                                QdiscTable.HTB_GLOB
                                        .with("version", 3)
                                        .with("rate2quantum", 10)
                                        .with("defcls", 16)
                                        .with("direct_pkts", 7)));
        assertEquals(Qdisc.of(quiet).options(), Qdisc.of(busy).options());
        assertEquals(Qdisc.of(quiet).settable(), Qdisc.of(busy).settable());
    }

    @Test
    void hfscHasItsTwoBytesAlone() {
        Attributes options = Qdiscs.options("hfsc");
        Attributes asked = options.headed(options.header().with("defcls", 32));
        byte[] request = Qdiscs.of(2, "hfsc", asked).body().encode();
        assertTrue(hex(request).endsWith("06000280" + "20000000"), hex(request));
        Qdisc said = Qdisc.of(Attributes.decode(
                request, QdiscTable.TCMSG, Qdiscs.of(2, "hfsc", asked).body().table()));
        assertEquals(32, said.options().header().integer("defcls"));
    }

    @Test
    void multiqIsAskedForWithItsStructure() {
        byte[] request = Qdiscs.plain(2, "multiq").body().encode();
        assertTrue(hex(request).endsWith("08000280" + "00000000"), hex(request));
    }
}
