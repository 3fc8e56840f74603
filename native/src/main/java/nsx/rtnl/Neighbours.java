package nsx.rtnl;

import static nsx.rtnl.NeighbourTable.NDMSG;

import java.net.InetAddress;
import nsx.netlink.Ip;
import nsx.netlink.Request;

/** Requests that ask for neighbours and forwarding tables; answers are {@link Neighbour#decode}. */
public final class Neighbours {
    private Neighbours() {}

    public static Request dump(Family family) {
        return Request.route("list neighbours", Rtm.GETNEIGH, 0, NDMSG.with("ndm_family", family.number()));
    }

    /** The neighbours for whom links answer, which the kernel lists apart (neigh_dump_info of net/core/neighbour.c). */
    public static Request dumpProxies(Family family) {
        return Request.route(
                "list proxy neighbours",
                Rtm.GETNEIGH,
                0,
                NDMSG.with("ndm_family", family.number()).with("ndm_flags", Neighbour.PROXY));
    }

    /**
     * One neighbour of a link, or one address that it answers for, since 5.0; ENOENT without one.
     *
     * @param proxy whether the latter is asked for
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

    /** All forwarding tables: of bridges, vxlans and links that keep one. */
    public static Request dumpFdb() {
        return Request.route(
                "list forwarding tables", Rtm.GETNEIGH, 0, NDMSG.with("ndm_family", Family.BRIDGE.number()));
    }
}
