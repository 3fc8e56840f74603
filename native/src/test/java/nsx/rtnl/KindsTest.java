package nsx.rtnl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import nsx.rtnl.kind.Bond;
import nsx.rtnl.kind.Bridge;
import nsx.rtnl.kind.Dummy;
import nsx.rtnl.kind.Gre;
import nsx.rtnl.kind.Ifb;
import nsx.rtnl.kind.Ipvlan;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;
import nsx.rtnl.kind.Macvlan;
import nsx.rtnl.kind.Netkit;
import nsx.rtnl.kind.Nlmon;
import nsx.rtnl.kind.Team;
import nsx.rtnl.kind.Tun;
import nsx.rtnl.kind.Vcan;
import nsx.rtnl.kind.Veth;
import nsx.rtnl.kind.Vlan;
import nsx.rtnl.kind.Vrf;
import nsx.rtnl.kind.Vxcan;
import nsx.rtnl.kind.Wireguard;
import org.junit.jupiter.api.Test;

/** One test for each kind that is not a tunnel: captured where the kernel had it, else bytes made by hand from linux/if_link.h. */
class KindsTest {
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
        Map<String, Object> values = Vlan.KIND.values(all);
        assertEquals(List.of(100L, "802.1ad"), List.of(values.get("id"), values.get("protocol")));
        assertEquals(List.of(true, false), List.of(values.get("reorderHdr"), values.get("gvrp")));
        assertTrue(Vlan.KIND.isOnLink());
    }

    @Test
    void aVlanWithoutFlagsHasAllSwitchesOff() {
        // IFLA_VLAN_ID 5 alone: vlan_fill_info leaves flags out that are 0
        Map<String, Object> values = Vlan.KIND.values(Captured.roundTrip("06000100 05000000", Vlan.KIND.table()));
        assertEquals(List.of(false, false), List.of(values.get("reorderHdr"), values.get("bridgeBinding")));
        assertEquals(Map.of(), Vlan.KIND.values(Vlan.KIND.data()));
    }

    @Test
    void vlanPriorities() {
        // IFLA_VLAN_EGRESS_QOS 0 to 1 and 6 to 5, IFLA_VLAN_INGRESS_QOS 5 to 6
        Attributes all = Captured.roundTrip(
                "1c000380 0c000100 00000000 01000000 0c000100 06000000 05000000 10000480 0c000100 05000000 06000000",
                Vlan.KIND.table());
        Map<String, Object> values = Vlan.KIND.values(all);
        assertEquals(Map.of(0L, 1L, 6L, 5L), values.get("egressQosMap"));
        assertEquals(Map.of(5L, 6L), values.get("ingressQosMap"));
        Attributes none = Vlan.KIND.data();
        assertThrows(IllegalArgumentException.class, () -> Vlan.KIND.put(none, "egressQosMap", Map.of(0, 8)));
        assertThrows(IllegalArgumentException.class, () -> Vlan.KIND.put(none, "ingressQosMap", Map.of(8, 0)));
    }

    @Test
    void aSwitchIsSetWithoutTheOthersOfItsAttribute() {
        Attributes one = Bridge.KIND.put(Bridge.KIND.data(), "noLinklocalLearn", true);
        Attributes two = Bridge.KIND.put(one, "mst", false);
        // br_boolopt_multi: values 1 of mask 1, then 1 of mask 5
        assertArrayEquals(HexFormat.of().parseHex("0c002e000100000001000000"), one.encode());
        assertArrayEquals(HexFormat.of().parseHex("0c002e000100000005000000"), two.encode());
        assertEquals(Map.of("noLinklocalLearn", true, "mst", false), Bridge.KIND.values(two));
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

    private static Map<String, Object> captured(String name, Kind kind) {
        Link link = Link.decode(Captured.message("link-" + name));
        assertEquals(kind.kernelName(), link.kind());
        return kind.values(link.data());
    }
}
