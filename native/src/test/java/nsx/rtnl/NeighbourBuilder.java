package nsx.rtnl;

import static nsx.rtnl.NeighbourTable.NDMSG;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import nsx.netlink.Flags;
import nsx.netlink.Ip;
import nsx.netlink.Request;
import nsx.netlink.Struct;

/** Requests that change neighbours and forwarding tables. */
public final class NeighbourBuilder {
    private NeighbourBuilder() {}

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

    /**
     * A static entry in the forwarding table of the bridge that the link is a port of, or with {@code self} of the link
     * itself.
     *
     * @param to the far end, for a vxlan
     */
    public static Request addFdb(int index, String mac, OptionalInt vlan, Optional<InetAddress> to, boolean self) {
        Struct.Value header = NDMSG.with("ndm_family", Family.BRIDGE.number())
                .with("ndm_ifindex", index)
                .with("ndm_state", Neighbour.NOARP)
                .with("ndm_flags", self ? Neighbour.SELF : Neighbour.MASTER);
        return Request.route("add forwarding entry " + mac, Rtm.NEWNEIGH, Flags.CREATE | Flags.EXCL, header)
                .put("NDA_LLADDR", mac)
                .put("NDA_DST", to)
                .put("NDA_VLAN", vlan);
    }
}
