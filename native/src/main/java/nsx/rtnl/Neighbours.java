package nsx.rtnl;

import static nsx.rtnl.NeighbourTable.NDMSG;

import java.net.InetAddress;
import java.util.OptionalInt;
import nsx.netlink.Ip;
import nsx.netlink.Request;

/** Builds requests for neighbours and forwarding tables; {@link Neighbour#decode} reads the answers. */
public final class Neighbours {
    private Neighbours() {}

    public static Request dump(Family family) {
        return Request.route("list neighbours", Rtm.GETNEIGH, 0, NDMSG.with("ndm_family", family.number()));
    }

    /** Requests the proxy entries, which the kernel lists separately (neigh_dump_info of net/core/neighbour.c). */
    public static Request dumpProxies(Family family) {
        return Request.route(
                "list proxy neighbours",
                Rtm.GETNEIGH,
                0,
                NDMSG.with("ndm_family", family.number()).with("ndm_flags", Neighbour.PROXY));
    }

    /**
     * Requests one neighbour or one proxy entry of a link (since 5.0); ENOENT without one.
     *
     * @param proxy whether to request the proxy entry
     */
    public static Request get(int index, InetAddress address, boolean proxy) {
        return Request.route(
                        "find neighbour " + Ip.text(address),
                        Rtm.GETNEIGH,
                        0,
                        NDMSG.with("ndm_family", Family.of(address).number())
                                .with("ndm_ifindex", index)
                                .with("ndm_flags", proxy ? Neighbour.PROXY : 0))
                .put("NDA_DST", address);
    }

    /** Requests all forwarding tables: of bridges, vxlans and other links that have one. */
    public static Request dumpFdb() {
        return Request.route(
                "list forwarding tables", Rtm.GETNEIGH, 0, NDMSG.with("ndm_family", Family.BRIDGE.number()));
    }

    /** Requests the forwarding entries of one link: those of its own table, and those of its bridge that lead to it. */
    public static Request dumpFdb(int index) {
        Request all = dumpFdb();
        return all.with(all.body().headed(all.body().header().with("ndm_ifindex", index)));
    }

    /**
     * Requests the entry of a MAC address in the bridge of a port (since 5.0), whichever port it leads to; ENOENT without one.
     *
     * @param vlan the VLAN of the entry; empty for an entry without one
     */
    public static Request getFdb(int port, String mac, OptionalInt vlan) {
        return Request.route(
                        "find forwarding entry " + mac,
                        Rtm.GETNEIGH,
                        0,
                        NDMSG.with("ndm_family", Family.BRIDGE.number())
                                .with("ndm_ifindex", port)
                                .with("ndm_flags", Neighbour.MASTER))
                .put("NDA_LLADDR", mac)
                .put("NDA_VLAN", vlan);
    }
}
