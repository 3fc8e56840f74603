package nsx.rtnl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import nsx.netlink.Request;
import nsx.rtnl.kind.Bareudp;
import nsx.rtnl.kind.Batadv;
import nsx.rtnl.kind.Bond;
import nsx.rtnl.kind.Bridge;
import nsx.rtnl.kind.BridgePort;
import nsx.rtnl.kind.Dummy;
import nsx.rtnl.kind.Geneve;
import nsx.rtnl.kind.Gre;
import nsx.rtnl.kind.Hsr;
import nsx.rtnl.kind.Ifb;
import nsx.rtnl.kind.Ip6Tunnel;
import nsx.rtnl.kind.Ipip;
import nsx.rtnl.kind.Ipvlan;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;
import nsx.rtnl.kind.Macsec;
import nsx.rtnl.kind.Macvlan;
import nsx.rtnl.kind.Netkit;
import nsx.rtnl.kind.Nlmon;
import nsx.rtnl.kind.Option;
import nsx.rtnl.kind.Sit;
import nsx.rtnl.kind.Team;
import nsx.rtnl.kind.Tun;
import nsx.rtnl.kind.Vcan;
import nsx.rtnl.kind.Veth;
import nsx.rtnl.kind.Vlan;
import nsx.rtnl.kind.Vrf;
import nsx.rtnl.kind.Vti;
import nsx.rtnl.kind.Vxcan;
import nsx.rtnl.kind.Vxlan;
import nsx.rtnl.kind.Wireguard;
import nsx.rtnl.kind.Xfrm;
import org.junit.jupiter.api.Test;

/** One test for each kind: captured where the kernel had it, else bytes made by hand from linux/if_link.h. */
class KindsTest {
    private static Map<String, Object> captured(String name, Kind kind) {
        Link link = Link.decode(Captured.message("link-" + name));
        assertEquals(kind.kernelName(), link.kind());
        return kind.values(link.data());
    }

    @Test
    void veth() {
        assertEquals(Map.of(), captured("veth", Veth.KIND));
    }

    @Test
    void ifb() {
        assertEquals(Map.of(), captured("ifb", Ifb.KIND));
    }

    @Test
    void bridge() {
        Map<String, Object> values = captured("bridge", Bridge.KIND);
        assertEquals(Duration.ofSeconds(4), values.get("forwardDelay"));
        assertEquals(Duration.ofSeconds(300), values.get("ageing"));
        assertEquals(true, values.get("stp"));
        assertEquals(32768L, values.get("priority"));
        assertEquals("01:80:c2:00:00:00", values.get("groupAddress"));
        assertEquals(Duration.ofSeconds(125), values.get("mcastQueryInterval"));
    }

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
    void macvlan() {
        assertEquals("bridge", captured("macvlan", Macvlan.KIND).get("mode"));
    }

    @Test
    void tunAndTap() {
        assertEquals("tun", captured("tun", Tun.KIND).get("type"));
        assertEquals("tap", captured("tap", Tun.TAP).get("type"));
        assertEquals(true, captured("tap", Tun.TAP).get("persist"));
    }

    @Test
    void dummy() {
        assertEquals(List.of(), Dummy.KIND.options());
        assertEquals(
                "dummy",
                Links.create(Dummy.KIND, "d", Links.attributes(), Dummy.KIND.data())
                        .body()
                        .nested("IFLA_LINKINFO")
                        .string("IFLA_INFO_KIND"));
    }

    @Test
    void vlan() {
        // IFLA_VLAN_PROTOCOL 802.1ad, IFLA_VLAN_ID 100, IFLA_VLAN_FLAGS reorder_hdr of all
        Attributes all =
                Captured.roundTrip("06000500 88a80000 06000100 64000000 0c000200 01000000 ffffffff", Vlan.KIND.table());
        assertEquals(Map.of("id", 100L, "protocol", "802.1ad"), Vlan.KIND.values(all));
        assertEquals(1, all.struct("IFLA_VLAN_FLAGS").orElseThrow().number("flags"));
        assertTrue(Vlan.KIND.isOnLink());
    }

    @Test
    void ipvlan() {
        // IFLA_IPVLAN_MODE l3, IFLA_IPVLAN_FLAGS private
        Attributes all = Captured.roundTrip("06000100 01000000 06000200 01000000", Ipvlan.KIND.table());
        assertEquals(Map.of("mode", "l3", "flag", "private"), Ipvlan.KIND.values(all));
    }

    @Test
    void vrf() {
        Attributes all = Captured.roundTrip("08000100 64000000", Vrf.KIND.table());
        assertEquals(Map.of("table", 100L), Vrf.KIND.values(all));
    }

    @Test
    void bond() {
        // mode 802.3ad, miimon 100, one ARP target, LACP fast
        Attributes all = Captured.roundTrip(
                "05000100 04000000 08000300 64000000 0c000880 08000000 0a000001 05001500 01000000", Bond.KIND.table());
        assertEquals(
                Map.of("mode", "802.3ad", "miimon", Duration.ofMillis(100), "lacpRate", "fast"), Bond.KIND.values(all));
        assertEquals(
                List.of(Ip.parse("10.0.0.1")),
                all.nested("IFLA_BOND_ARP_IP_TARGET").values());
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
    void kindsWithAProgramAtOneEndHaveTheTableOfTheOthers() {
        assertEquals("macvtap", Macvlan.TAP.kernelName());
        assertEquals(
                Macvlan.KIND.table().attributes().toString(),
                Macvlan.TAP.table().attributes().toString());
        assertEquals(
                Ipvlan.KIND.table().attributes().toString(),
                Ipvlan.TAP.table().attributes().toString());
        assertEquals(
                Gre.KIND.table().attributes().toString(),
                Gre.TAP.table().attributes().toString());
    }

    @Test
    void kindsWithoutOptions() {
        for (Kind kind : List.of(Vcan.KIND, Nlmon.KIND, Team.KIND, Wireguard.KIND, Vxcan.KIND)) {
            assertEquals(List.of(), kind.options(), kind.name());
        }
        assertTrue(Kinds.isPair("vxcan"));
    }

    @Test
    void numbersOfFewerBitsThanTheirAttributeHaveARange() {
        assertEquals(
                "id: 16777216 is not between 0 and 16777215",
                assertThrows(IllegalArgumentException.class, () -> Geneve.KIND.put(Geneve.KIND.data(), "id", 16777216))
                        .getMessage());
        assertEquals(16777215, Vxlan.KIND.put(Vxlan.KIND.data(), "id", 16777215).number("IFLA_VXLAN_ID"));
        assertThrows(IllegalArgumentException.class, () -> Vlan.KIND.put(Vlan.KIND.data(), "id", 4095));
    }

    @Test
    void netkit() {
        // IFLA_NETKIT_PRIMARY 1, IFLA_NETKIT_POLICY pass, IFLA_NETKIT_MODE l2, IFLA_NETKIT_PEER_POLICY drop
        Attributes all = Captured.roundTrip(
                "05000200 01000000 08000300 00000000 08000500 00000000 08000400 02000000", Netkit.KIND.table());
        assertEquals(
                Map.of("primary", true, "policy", "forward", "mode", "l2", "peerPolicy", "blackhole"),
                Netkit.KIND.values(all));
        Attributes l2 = Netkit.KIND.put(Netkit.KIND.data(), "mode", "l2");
        Request pair = Links.pair(Netkit.KIND, "a", "b", l2, OptionalInt.of(9));
        assertEquals(
                "RTM_NEWLINK flags NLM_F_EXCL|NLM_F_CREATE ifinfomsg{} IFLA_IFNAME=\"a\""
                        + " IFLA_LINKINFO={IFLA_INFO_KIND=\"netkit\" IFLA_INFO_DATA={IFLA_NETKIT_PEER_INFO={ifinfomsg{}"
                        + " IFLA_IFNAME=\"b\" IFLA_NET_NS_FD=9} IFLA_NETKIT_MODE=l2}}",
                pair.describe());
        assertEquals(pair.body(), Rtm.NEWLINK.decode(pair.encode()));
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

    private static String hex(Attributes data) {
        return HexFormat.of().formatHex(data.encode()).replaceAll("(.{8})(?=.)", "$1 ");
    }

    @Test
    void linksAreAskedForTheirKindsFacts() {
        assertTrue(Kinds.isPair("veth") && Kinds.isPair("netkit") && !Kinds.isPair("bridge") && !Kinds.isPair(""));
        assertTrue(Kinds.isSwitch("bridge") && !Kinds.isSwitch("bond"));
        assertTrue(Kinds.takesPorts("bond") && Kinds.takesPorts("openvswitch") && !Kinds.takesPorts("veth"));
        assertEquals(Tun.TAP, Kinds.of("tun", tun("tap")).orElseThrow());
        assertEquals(Tun.KIND, Kinds.of("tun", tun("tun")).orElseThrow());
        assertThrows(
                IllegalArgumentException.class,
                () -> Links.pair(Bridge.KIND, "a", "b", Bridge.KIND.data(), OptionalInt.empty()));
    }

    private static Attributes tun(String type) {
        return Tun.KIND.data().put("IFLA_TUN_TYPE", type);
    }

    @Test
    void optionsAreSpeltAsIpDoes() {
        assertEquals("stp_state 1", spelt(Bridge.KIND, "stp", true));
        assertEquals("isolated off", spelt(BridgePort.KIND, "isolated", false));
        assertEquals("nolearning", spelt(Vxlan.KIND, "learning", false));
        assertEquals("ttl 5", spelt(Vxlan.KIND, "ttl", 5));
        assertEquals("blackhole", spelt(Netkit.KIND, "policy", "blackhole"));
    }

    private static String spelt(Kind kind, String name, Object value) {
        Option option = kind.options(name).get(0);
        return option.spelling().text(option.ipName(), value);
    }

    @Test
    void optionsAreSetByTheirUsualNames() {
        Attributes data = Bridge.KIND.put(Bridge.KIND.data(), "forwardDelay", Duration.ofSeconds(4));
        assertEquals(400, data.number("IFLA_BR_FORWARD_DELAY"));
        assertEquals(15, Bridge.KIND.put(data, "maxAge", 15).number("IFLA_BR_MAX_AGE"));
        Attributes remote = Vxlan.KIND.put(Vxlan.KIND.data(), "remote", "fd00::2");
        assertEquals("fd00::2", remote.string("IFLA_VXLAN_GROUP6"));
        assertEquals(
                "239.1.1.1",
                Vxlan.KIND.put(Vxlan.KIND.data(), "group", "239.1.1.1").string("IFLA_VXLAN_GROUP"));
    }

    @Test
    void wrongOptionsSayWhatWouldBeRight() {
        assertEquals(
                "bridge has no option sttp",
                assertThrows(IllegalArgumentException.class, () -> Bridge.KIND.put(Bridge.KIND.data(), "sttp", true))
                        .getMessage());
        assertEquals(
                "mode: bridged is not one of private, vepa, bridge, passthru, source",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Macvlan.KIND.put(Macvlan.KIND.data(), "mode", "bridged"))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> Bridge.KIND.put(Bridge.KIND.data(), "rootPathCost", 1));
    }

    @Test
    void tablesAreComplete() {
        for (Kind kind : Kinds.ALL) {
            assertEquals(kind, Kinds.named(kind.name()).orElseThrow());
            assertFalse(kind.summary().isBlank());
            for (Option option : kind.options()) {
                assertFalse(option.summary().isBlank(), option.name());
                assertTrue(option.attribute().kernelName().matches("[A-Z][A-Z0-9_]+"), option.name());
                assertTrue(option.name().matches("[a-z][A-Za-z0-9]+"), option.name());
            }
        }
    }

    @Test
    void anIpv4TunnelCarriesAnythingAsThatOfIp() {
        for (Kind kind : List.of(Ipip.KIND, Sit.KIND)) {
            assertEquals("any", kind.values(kind.fresh(kind.data())).get("mode"));
        }
        Attributes given = Ipip.KIND.put(Ipip.KIND.data(), "mode", "ipip");
        assertEquals(given, Ipip.KIND.fresh(given));
    }

    @Test
    void aChangeSaysAgainWhatIpWants() {
        Attributes now = Geneve.KIND.put(Geneve.KIND.put(Geneve.KIND.data(), "id", 42), "remote", "192.0.2.7");
        Attributes after = Geneve.KIND.put(Geneve.KIND.data(), "ttl", 1);
        assertEquals(
                "{id=42, ttl=1}",
                Geneve.KIND.values(Geneve.KIND.said(now, after)).toString());
        assertEquals(after, Geneve.KIND.said(Geneve.KIND.data(), after));
        assertEquals(Map.of("ageing", Duration.ofSeconds(9)), changed(Vxlan.KIND, "ageing", 9));
    }

    private static Map<String, Object> changed(Kind kind, String option, Object value) {
        Attributes now = kind.put(kind.data(), "id", 42);
        return kind.values(kind.said(now, kind.put(kind.data(), option, value)));
    }
}
