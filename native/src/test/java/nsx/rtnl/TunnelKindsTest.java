package nsx.rtnl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import nsx.rtnl.kind.Bareudp;
import nsx.rtnl.kind.Batadv;
import nsx.rtnl.kind.Geneve;
import nsx.rtnl.kind.Gre;
import nsx.rtnl.kind.Hsr;
import nsx.rtnl.kind.Ip6Tunnel;
import nsx.rtnl.kind.Ipip;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Macsec;
import nsx.rtnl.kind.Sit;
import nsx.rtnl.kind.Vti;
import nsx.rtnl.kind.Vxlan;
import nsx.rtnl.kind.Xfrm;
import org.junit.jupiter.api.Test;

/** One test for each kind that is a tunnel: captured where the kernel had it, else bytes made by hand from linux/if_tunnel.h. */
class TunnelKindsTest {
    @Test
    void vxlan() {
        Map<String, Object> values = captured("vxlan", Vxlan.KIND);
        assertEquals(42L, values.get("id"));
        assertEquals(Ip.parse("10.0.0.2"), values.get("remote"));
        assertEquals(Ip.parse("10.0.0.1"), values.get("local"));
        assertEquals(4789L, values.get("port"));
        assertEquals(true, values.get("learning"));
        assertEquals(Ip.parse("ff05::1"), captured("vxlan6", Vxlan.KIND).get("remote"));
    }

    @Test
    void ipip() {
        // what ip link add type ipip local 192.0.2.1 remote 192.0.2.7 ttl 64 makes
        Attributes all = Captured.roundTrip(
                "08000200 c0000201 08000300 c0000207 05000400 40000000 05000900 04000000 05000a00 01000000",
                Ipip.KIND.table());
        assertEquals(
                Map.of(
                        "local",
                        Ip.parse("192.0.2.1"),
                        "remote",
                        Ip.parse("192.0.2.7"),
                        "ttl",
                        64L,
                        "mode",
                        "ipip",
                        "pmtudisc",
                        true),
                Ipip.KIND.values(all));
        assertEquals(
                "ip6ip",
                Sit.KIND
                        .put(Sit.KIND.data(), "mode", 41)
                        .value("IFLA_IPTUN_PROTO")
                        .orElseThrow());
    }

    @Test
    void tunnelsOverIp6StartAsIpSendsThem() {
        Attributes given = Ip6Tunnel.KIND.put(Ip6Tunnel.KIND.data(), "ttl", 9);
        assertEquals(
                "05000400 09000000 05000600 04000000 05000900 29000000",
                hex(Ip6Tunnel.KIND.fresh(given)),
                "TTL as given, ENCAP_LIMIT 4, PROTO 41");
        assertEquals(64, Gre.OVER_IP6.fresh(Gre.OVER_IP6.data()).number("IFLA_GRE_TTL"));
        assertTrue(Gre.KIND.fresh(Gre.KIND.data()).isEmpty());
    }

    /** The traffic class 0x40 and the flow label 0x12345, as ip link add … tclass 0x40 flowlabel 0x12345 sends them. */
    @Test
    void theTrafficClassAndTheFlowLabelShareAnAttribute() {
        for (Kind kind : List.of(Ip6Tunnel.KIND, Gre.OVER_IP6, Gre.TAP_OVER_IP6)) {
            Attributes both = Captured.roundTrip(
                    kind == Ip6Tunnel.KIND ? "08000700 04012345" : "08000c00 04012345", kind.table());
            Map<String, Object> values = kind.values(both);
            assertEquals(0x40L, values.get("tclass"), kind.name());
            assertEquals(0x12345L, values.get("flowLabel"), kind.name());
            assertEquals(both, kind.put(kind.put(kind.data(), "flowLabel", 0x12345), "tclass", 0x40));
            assertEquals(both, kind.put(kind.put(kind.data(), "tclass", 0x40), "flowLabel", 0x12345));
            assertEquals(0x40L, kind.values(kind.put(both, "flowLabel", 0)).get("tclass"));
            assertEquals(
                    0xfffffL, kind.values(kind.put(both, "flowLabel", 0xfffff)).get("flowLabel"));
            assertThrows(IllegalArgumentException.class, () -> kind.put(both, "tclass", 256));
            assertThrows(IllegalArgumentException.class, () -> kind.put(both, "flowLabel", 0x100000));
        }
    }

    @Test
    void vtiAndXfrm() {
        Attributes keys = Vti.KIND.put(Vti.KIND.data(), "key", 42);
        assertEquals("08000200 0000002a 08000300 0000002a", hex(keys));
        assertEquals(Map.of("id", 7L), Xfrm.KIND.values(Captured.roundTrip("08000200 07000000", Xfrm.KIND.table())));
        assertThrows(IllegalArgumentException.class, () -> Xfrm.KIND.put(Xfrm.KIND.data(), "id", 0));
    }

    @Test
    void macsec() {
        // SCI 02:00:00:00:00:01 port 1, ICV_LEN 16, the default cipher, ENCRYPT 1, VALIDATION strict
        Attributes all = Captured.roundTrip(
                "0c000100 02000000 00010001 05000300 10000000 0c000400 01000001 00028000 05000700 01000000"
                        + "05000d00 02000000",
                Macsec.KIND.table());
        assertEquals(
                Map.of(
                        "sci", "02:00:00:00:00:01:00:01",
                        "icvLength", 16L,
                        "cipher", "gcm-aes-128",
                        "encrypt", true,
                        "validate", "strict"),
                Macsec.KIND.values(all));
        assertThrows(IllegalArgumentException.class, () -> Macsec.KIND.put(Macsec.KIND.data(), "encodingSa", 4));
    }

    @Test
    void bareudpHsrAndBatadv() {
        assertEquals(
                Map.of("port", 6635L, "ethertype", "mpls_uc"),
                Bareudp.KIND.values(Captured.roundTrip("06000100 19eb0000 06000200 88470000", Bareudp.KIND.table())));
        assertEquals(
                Map.of("supervisionAddress", "01:15:4e:00:01:2d", "protocol", "prp"),
                Hsr.KIND.values(Captured.roundTrip("0a000400 01154e00 012d0000 05000700 01000000", Hsr.KIND.table())));
        assertEquals(
                "0e000100 4241544d 414e5f49 56000000",
                hex(Batadv.KIND.put(Batadv.KIND.data(), "routing", "BATMAN_IV")));
    }

    @Test
    void greKeyImpliesItsFlag() {
        Attributes keyed = Gre.KIND.put(Gre.KIND.data(), "key", 42);
        assertEquals(
                "08000400 0000002a 06000200 20000000 08000500 0000002a 06000300 20000000",
                hex(keyed),
                "IKEY, IFLAGS with GRE_KEY, OKEY, OFLAGS with GRE_KEY, all big-endian");
        assertEquals(Map.of("ikey", 42L, "okey", 42L), Gre.KIND.values(keyed));
        // IFLA_GRE_IFLAGS with GRE_SEQ
        Attributes numbered = Captured.roundTrip("06000200 10000000", Gre.KIND.table());
        assertEquals(0x3000, Gre.KIND.put(numbered, "ikey", 1).number("IFLA_GRE_IFLAGS"));
    }

    /** The kernel reports every attribute, also those that are not in force. */
    @Test
    void greWithoutAKeyHasNone() {
        // IFLA_GRE_LINK 0, flags 0, keys 0, local 192.0.2.1, remote 192.0.2.7, TTL 0, TOS 0, PMTUDISC 1
        Attributes all = Captured.roundTrip(
                "08000100 00000000 06000200 00000000 06000300 00000000 08000400 00000000 08000500 00000000"
                        + "08000600 c0000201 08000700 c0000207 05000800 00000000 05000900 00000000 05000a00 01000000",
                Gre.KIND.table());
        assertEquals(
                Map.of(
                        "local",
                        Ip.parse("192.0.2.1"),
                        "remote",
                        Ip.parse("192.0.2.7"),
                        "ttl",
                        0L,
                        "tos",
                        0L,
                        "pmtudisc",
                        true),
                Gre.KIND.values(all));
    }

    @Test
    void geneve() {
        // IFLA_GENEVE_ID 42, REMOTE6 fd00::7, TTL 9, PORT 6081, UDP_ZERO_CSUM6_RX 1, LABEL 5, DF set
        Attributes all = Captured.roundTrip(
                "08000100 2a000000 14000700 fd000000000000000000000000000007 05000300 09000000 06000500 17c10000"
                        + "05000a00 01000000 08000b00 00000005 05000d00 01000000",
                Geneve.KIND.table());
        assertEquals(
                Map.of(
                        "id",
                        42L,
                        "remote",
                        Ip.parse("fd00::7"),
                        "ttl",
                        9L,
                        "port",
                        6081L,
                        "udp6ZeroCsumRx",
                        true,
                        "flowLabel",
                        5L,
                        "df",
                        "set"),
                Geneve.KIND.values(all));
    }

    @Test
    void anIpv4TunnelCarriesAnythingAsThatOfIp() {
        for (Kind kind : List.of(Ipip.KIND, Sit.KIND)) {
            assertEquals("any", kind.values(kind.fresh(kind.data())).get("mode"));
        }
        Attributes given = Ipip.KIND.put(Ipip.KIND.data(), "mode", "ipip");
        assertEquals(given, Ipip.KIND.fresh(given));
    }

    private static Map<String, Object> captured(String name, Kind kind) {
        Link link = Link.decode(Captured.message("link-" + name));
        assertEquals(kind.kernelName(), link.kind());
        return kind.values(link.data());
    }

    private static String hex(Attributes data) {
        return HexFormat.of().formatHex(data.encode()).replaceAll("(.{8})(?=.)", "$1 ");
    }
}
