package nsx.rtnl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import nsx.netlink.Attributes;
import nsx.netlink.Request;
import nsx.rtnl.kind.BridgePort;
import nsx.rtnl.kind.LinkTable;
import nsx.rtnl.kind.Macvlan;
import nsx.rtnl.kind.Tun;
import nsx.rtnl.kind.Veth;
import org.junit.jupiter.api.Test;

class LinkTest {
    private static Link link(String name) {
        return Link.decode(Captured.message("link-" + name));
    }

    @Test
    void lo() {
        Link lo = link("lo");
        assertEquals("lo", lo.name());
        assertEquals("", lo.kind());
        assertEquals(65536, lo.mtu());
        assertEquals("unknown", lo.state());
        assertTrue(lo.up() && lo.flags().loopback() && lo.flags().lowerUp());
    }

    @Test
    void veth() {
        Link veth = link("veth");
        assertEquals("veth", veth.kind());
        assertEquals(List.of("a-rather-long-name-for-vb"), veth.altnames());
        assertEquals(Optional.of("an alias"), veth.alias());
        assertEquals(1500, veth.mtu());
        assertEquals(OptionalInt.of(link("veth-port").index()), veth.link());
        assertEquals(OptionalInt.empty(), veth.linkNetnsId());
        assertFalse(veth.flags().promisc());
    }

    @Test
    void aPeerInAnotherNamespaceHasItsNumber() {
        Link far = link("veth-far");
        assertEquals(OptionalInt.of(0), far.linkNetnsId());
        assertFalse(far.up());
        assertEquals("down", far.state());
    }

    @Test
    void bridgePort() {
        Link port = link("veth-port");
        assertEquals(OptionalInt.of(link("bridge").index()), port.master());
        assertEquals(Optional.of("bridge"), port.slaveKind());
        assertEquals(5, port.slaveData().number("IFLA_BRPORT_COST"));
        assertEquals(true, BridgePort.KIND.values(port.slaveData()).get("isolated"));
    }

    @Test
    void countersOfOlderKernelsAreShorter() {
        assertTrue(link("veth").stats().rxPackets() >= 0);
        assertEquals(0, LinkTable.STATS64.decode(new byte[16]).number("rx_otherhost_dropped"));
    }

    @Test
    void aPairInTwoNamespacesIsOneRequest() {
        Request request = Links.pair(
                Veth.KIND,
                "a",
                "b",
                Veth.KIND.data(),
                Links.attributes().put("IFLA_NET_NS_FD", 8),
                Links.attributes().put("IFLA_NET_NS_FD", 9));
        assertEquals(
                "RTM_NEWLINK flags NLM_F_EXCL|NLM_F_CREATE ifinfomsg{} IFLA_IFNAME=\"a\" IFLA_NET_NS_FD=8"
                        + " IFLA_LINKINFO={IFLA_INFO_KIND=\"veth\" IFLA_INFO_DATA={VETH_INFO_PEER={ifinfomsg{}"
                        + " IFLA_IFNAME=\"b\" IFLA_NET_NS_FD=9}}}",
                request.describe());
        assertEquals(request.body(), Rtm.NEWLINK.decode(request.encode()));
        assertEquals("add veth a", request.operation());
    }

    @Test
    void changesGoTogether() {
        Request request = Links.set(3, "x")
                .mtu(1400)
                .mac("02:00:00:00:00:01")
                .promisc(true)
                .down()
                .nomaster()
                .request();
        assertEquals(
                "RTM_NEWLINK ifinfomsg{ifi_index=3 ifi_flags=0x100 ifi_change=257} IFLA_MTU=1400"
                        + " IFLA_ADDRESS=02:00:00:00:00:01 IFLA_MASTER=0",
                request.describe());
        assertEquals("set link x mtu 1400 address 02:00:00:00:00:01 promisc on down nomaster", request.operation());
    }

    @Test
    void linksOnOthersCarryIflaLink() {
        Attributes mode = Macvlan.KIND.put(Macvlan.KIND.data(), "mode", "bridge");
        Request request = Links.create(Macvlan.KIND, "m", Links.attributes().put("IFLA_LINK", 7), mode);
        assertEquals(7, request.body().integer("IFLA_LINK"));
        assertEquals(
                4,
                request.body().nested("IFLA_LINKINFO").nested("IFLA_INFO_DATA").number("IFLA_MACVLAN_MODE"));
    }

    @Test
    void longNamesAreAlternativeOnes() {
        assertEquals(
                "RTM_GETLINK ifinfomsg{} IFLA_IFNAME=\"veth1\"",
                Links.get("veth1").describe());
        assertTrue(Links.get("a-rather-long-name").body().has("IFLA_ALT_IFNAME"));
        assertEquals(
                "RTM_NEWLINKPROP flags NLM_F_EXCL|NLM_F_CREATE|NLM_F_APPEND ifinfomsg{ifi_index=3}"
                        + " IFLA_PROP_LIST={IFLA_ALT_IFNAME=\"long\"}",
                Links.altname(3, "x", "long").describe());
    }

    @Test
    void portsAndDeletion() {
        assertEquals(
                "RTM_NEWLINK ifinfomsg{ifi_index=3} IFLA_LINKINFO={IFLA_INFO_SLAVE_KIND=\"bridge\""
                        + " IFLA_INFO_SLAVE_DATA={IFLA_BRPORT_COST=5}}",
                Links.setPort(3, "x", BridgePort.KIND.put(BridgePort.KIND.data(), "cost", 5))
                        .describe());
        assertEquals("RTM_DELLINK ifinfomsg{ifi_index=3}", Links.delete(3, "x").describe());
    }

    @Test
    void tapsAreNotCreatedByNetlink() {
        assertThrows(
                IllegalArgumentException.class, () -> Links.create(Tun.TAP, "t", Links.attributes(), Tun.TAP.data()));
    }
}
