package nsx.rtnl;

import static nsx.rtnl.NeighbourTable.NDMSG;

import nsx.netlink.Request;

/** Requests that ask for neighbours and forwarding tables; answers are {@link Neighbour#decode}. */
public final class Neighbours {
    private Neighbours() {}

    public static Request dump(Family family) {
        return Request.route("list neighbours", Rtm.GETNEIGH, 0, NDMSG.with("ndm_family", family.number()));
    }

    /** The addresses that this host answers for. */
    public static Request dumpProxies(Family family) {
        return Request.route(
                "list proxies",
                Rtm.GETNEIGH,
                0,
                NDMSG.with("ndm_family", family.number()).with("ndm_flags", Neighbour.PROXY));
    }

    /** Those of one link. */
    public static Request dump(Family family, int index) {
        return dump(family).put("NDA_IFINDEX", index);
    }

    /** All forwarding tables: of bridges, vxlans and links that keep one. */
    public static Request dumpFdb() {
        return Request.route(
                "list forwarding tables", Rtm.GETNEIGH, 0, NDMSG.with("ndm_family", Family.BRIDGE.number()));
    }

    /** The forwarding table of one bridge. */
    public static Request dumpFdb(int bridge) {
        return dumpFdb().put("NDA_MASTER", bridge);
    }
}
