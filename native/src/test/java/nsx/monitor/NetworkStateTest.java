package nsx.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import nsx.netlink.Message;
import nsx.netlink.Request;
import nsx.rtnl.Links;
import nsx.rtnl.NeighbourBuilder;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Qdiscs;
import nsx.rtnl.RouteType;
import nsx.rtnl.Rtm;
import org.junit.jupiter.api.Test;

class NetworkStateTest {
    private final NetworkState state = new NetworkState();

    @Test
    void addedChangedDeleted() {
        assertEquals(
                Optional.of(new Change("added", "link veth1", "up no state unknown mtu 1500")),
                state.apply(link("veth1", 1500)));
        assertEquals(Optional.empty(), state.apply(link("veth1", 1500)), "the same again is nothing new");
        assertEquals(
                Optional.of(new Change("changed", "link veth1", "mtu 1500 -> 1400")), state.apply(link("veth1", 1400)));
        assertEquals(Optional.of(new Change("changed", "link veth1", "name veth1 -> x")), state.apply(link("x", 1400)));
        Message gone =
                new Message(Rtm.DELLINK.number(), 0, 0, 0, link("x", 1400).payload());
        assertEquals(Optional.of(new Change("deleted", "link x", "up no state unknown mtu 1400")), state.apply(gone));
    }

    @Test
    void neighboursHaveTheNameOfTheirDevice() {
        state.apply(link("veth1", 1500));
        Message message = NeighbourBuilder.add(0, Ip.parse("10.0.0.9"), "02:00:00:00:00:09")
                .encode();
        assertEquals(
                Optional.of(
                        new Change("added", "neighbour 10.0.0.9", "dev veth1 mac 02:00:00:00:00:09 state permanent")),
                state.apply(message));
        assertEquals(
                "deleted",
                state.apply(NeighbourBuilder.delete(0, Ip.parse("10.0.0.9")).encode())
                        .get()
                        .what());
    }

    @Test
    void aDeletedNeighbourIsOnTheDeviceByItsNewName() {
        state.apply(link("veth1", 1500));
        state.apply(NeighbourBuilder.add(0, Ip.parse("10.0.0.9"), "02:00:00:00:00:09")
                .encode());
        state.apply(link("x", 1500));
        assertEquals(
                Optional.of(new Change("deleted", "neighbour 10.0.0.9", "dev x mac 02:00:00:00:00:09 state permanent")),
                state.apply(NeighbourBuilder.delete(0, Ip.parse("10.0.0.9")).encode()));
    }

    @Test
    void aDeviceIsNamedByWhatIsReadWithIt() {
        Message neighbour = NeighbourBuilder.add(0, Ip.parse("10.0.0.9"), "02:00:00:00:00:09")
                .encode();
        List<Change> changes = state.apply(List.of(neighbour, link("br0", 1500)));
        assertEquals(
                "dev br0 mac 02:00:00:00:00:09 state permanent", changes.get(0).details());
    }

    @Test
    void aRouteThatRefusesSaysSo() {
        Request route = Request.route(
                        "add route",
                        Rtm.NEWROUTE,
                        0,
                        Rtm.NEWROUTE
                                .header()
                                .zero()
                                .with("rtm_family", Ip.AF_INET)
                                .with("rtm_dst_len", 24)
                                .with("rtm_table", 254)
                                .with("rtm_type", RouteType.BLACKHOLE.ordinal()))
                .put("RTA_DST", Ip.parse("203.0.113.0"));
        assertEquals(
                Optional.of(new Change("added", "route 203.0.113.0/24", "type blackhole")),
                state.apply(route.encode()));
    }

    @Test
    void nextHopsAndQdiscs() {
        state.apply(link("veth1", 1500));
        Request hop = Request.route(
                        "add next hop",
                        Rtm.NEWNEXTHOP,
                        0,
                        Rtm.NEWNEXTHOP.header().zero())
                .put("NHA_ID", 7)
                .put("NHA_GATEWAY", Ip.parse("10.0.0.10"))
                .put("NHA_OIF", 0);
        assertEquals(
                Optional.of(new Change("added", "nexthop 7", "via 10.0.0.10 dev veth1")), state.apply(hop.encode()));
        assertEquals(Optional.empty(), state.apply(hop.encode()), "the same again is nothing new");
        Message gone =
                new Message(Rtm.DELNEXTHOP.number(), 0, 0, 0, hop.encode().payload());
        assertEquals("deleted", state.apply(gone).get().what());
        Message pfifo = Qdiscs.at(Qdiscs.plain(0, "pfifo"), Qdisc.ROOT, 0x70000).encode();
        assertEquals(
                Optional.of(new Change("added", "qdisc pfifo", "handle 7: dev veth1 parent root")), state.apply(pfifo));
        Message byDefault = Qdiscs.plain(0, "noqueue").encode();
        assertEquals(Optional.empty(), state.apply(byDefault), "a device's default is nothing that somebody set");
        // with a device its qdiscs go without a word
        state.apply(
                new Message(Rtm.DELLINK.number(), 0, 0, 0, link("veth1", 1500).payload()));
        assertEquals(List.of(), state.resync(List.of()));
    }

    @Test
    void aDumpTellsWhatWasMissed() {
        Message neighbour = NeighbourBuilder.add(0, Ip.parse("10.0.0.9"), "02:00:00:00:00:09")
                .encode();
        Message other = NeighbourBuilder.add(0, Ip.parse("10.0.0.8"), "02:00:00:00:00:08")
                .encode();
        state.apply(link("veth1", 1500));
        state.apply(neighbour);
        List<Change> missed = state.resync(List.of(link("veth1", 1400), other));
        assertEquals(
                List.of("changed link veth1", "added neighbour 10.0.0.8", "deleted neighbour 10.0.0.9"),
                missed.stream().map(c -> c.what() + " " + c.object()).toList());
        assertEquals(List.of(), state.resync(List.of(link("veth1", 1400), other)));
    }

    @Test
    void typesThatNobodyAskedForAreNothing() {
        assertEquals(Optional.empty(), state.apply(new Message(36, 0, 0, 0, new byte[20])));
    }

    private static Message link(String name, int mtu) {
        Attributes all = Links.attributes().put("IFLA_IFNAME", name).put("IFLA_MTU", mtu);
        return new Message(Rtm.NEWLINK.number(), 0, 0, 0, all.encode());
    }
}
