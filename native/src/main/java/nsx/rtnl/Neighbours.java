package nsx.rtnl;

import static nsx.rtnl.NeighbourTable.NDMSG;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import nsx.netlink.Flags;
import nsx.netlink.Ip;
import nsx.netlink.MessageType;
import nsx.netlink.Request;
import nsx.netlink.Struct;

/** Requests about neighbours and forwarding tables; answers are {@link Neighbour#decode}. */
public final class Neighbours {
    private Neighbours() {}

    /** A permanent entry; EEXIST when there is one for the address. */
    public static Request add(int index, InetAddress address, String mac) {
        return entry("add neighbour ", Flags.CREATE | Flags.EXCL, index, address, mac);
    }

    /** A permanent entry in place of any other. */
    public static Request replace(int index, InetAddress address, String mac) {
        return entry("set neighbour ", Flags.CREATE | Flags.REPLACE, index, address, mac);
    }

    private static Request entry(String verb, int flags, int index, InetAddress address, String mac) {
        Struct.Value header = NDMSG.with("ndm_family", Family.of(address).number())
                .with("ndm_ifindex", index)
                .with("ndm_state", Neighbour.PERMANENT);
        return Request.route(verb + Ip.text(address), Rtm.NEWNEIGH, flags, header)
                .put("NDA_DST", address)
                .put("NDA_LLADDR", mac);
    }

    /** ENOENT when there is none. */
    public static Request delete(int index, InetAddress address) {
        Struct.Value header =
                NDMSG.with("ndm_family", Family.of(address).number()).with("ndm_ifindex", index);
        return Request.route("delete neighbour " + Ip.text(address), Rtm.DELNEIGH, 0, header)
                .put("NDA_DST", address);
    }

    public static Request dump(Family family) {
        return Request.route("list neighbours", Rtm.GETNEIGH, 0, NDMSG.with("ndm_family", family.number()));
    }

    /** Those of one link. */
    public static Request dump(Family family, int index) {
        return dump(family).put("NDA_IFINDEX", index);
    }

    /** The neighbours for whom links answer, which the kernel lists apart (neigh_dump_info of net/core/neighbour.c). */
    public static Request dumpProxies(Family family) {
        return Request.route(
                "list proxy neighbours",
                Rtm.GETNEIGH,
                0,
                NDMSG.with("ndm_family", family.number()).with("ndm_flags", Neighbour.PROXY));
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

    /**
     * A static entry in the forwarding table of the bridge that the link is a port of, or with {@code self} of the link
     * itself.
     *
     * @param to the far end, for a vxlan
     */
    public static Request addFdb(int index, String mac, OptionalInt vlan, Optional<InetAddress> to, boolean self) {
        return fdb("add", Rtm.NEWNEIGH, Flags.CREATE | Flags.EXCL, index, mac, vlan, to, self);
    }

    public static Request deleteFdb(int index, String mac, OptionalInt vlan, Optional<InetAddress> to, boolean self) {
        return fdb("delete", Rtm.DELNEIGH, 0, index, mac, vlan, to, self);
    }

    private static Request fdb(
            String verb,
            MessageType type,
            int flags,
            int index,
            String mac,
            OptionalInt vlan,
            Optional<InetAddress> to,
            boolean self) {
        Struct.Value header = NDMSG.with("ndm_family", Family.BRIDGE.number())
                .with("ndm_ifindex", index)
                .with("ndm_state", Neighbour.NOARP)
                .with("ndm_flags", self ? Neighbour.SELF : Neighbour.MASTER);
        return Request.route(verb + " forwarding entry " + mac, type, flags, header)
                .put("NDA_LLADDR", mac)
                .put("NDA_DST", to)
                .put("NDA_VLAN", vlan);
    }
}
