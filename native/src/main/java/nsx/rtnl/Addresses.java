package nsx.rtnl;

import static nsx.rtnl.AddressTable.IFADDRMSG;

import java.net.InetAddress;
import java.util.Optional;
import nsx.netlink.Attributes;
import nsx.netlink.Request;

/** Messages about addresses; answers are read by {@link Address#decode}. */
public final class Addresses {
    private Addresses() {}

    /**
     * What RTM_NEWADDR says of an address on the link of this index. 127.0.0.0/8 has scope host, as with ip-address(8).
     *
     * @param peer the other end of a point-to-point link
     */
    public static Attributes of(int index, Prefix prefix, Optional<InetAddress> peer) {
        return local(index, prefix).put("IFA_ADDRESS", peer.orElse(prefix.address()));
    }

    /** EADDRNOTAVAIL when the link of this index does not have it. */
    public static Request delete(int index, Prefix prefix, Optional<InetAddress> peer) {
        Attributes body = local(index, prefix).put("IFA_ADDRESS", peer);
        return new Request("delete address " + prefix, Request.ROUTE, Rtm.DELADDR, 0, body);
    }

    private static Attributes local(int index, Prefix prefix) {
        RouteScope scope = prefix.address().isLoopbackAddress() ? RouteScope.HOST : RouteScope.GLOBAL;
        return Attributes.of(
                        AddressTable.TABLE,
                        IFADDRMSG
                                .with("ifa_family", prefix.family().number())
                                .with("ifa_prefixlen", prefix.length())
                                .with("ifa_scope", scope.number())
                                .with("ifa_index", index))
                .put("IFA_LOCAL", prefix.address());
    }

    /** The addresses of a family on the link of this index; older kernels than 5.0 list all. */
    public static Request dump(Family family, int index) {
        return Request.route(
                "list addresses",
                Rtm.GETADDR,
                0,
                IFADDRMSG.with("ifa_family", family.number()).with("ifa_index", index));
    }

    /** All addresses of a family. */
    public static Request dump(Family family) {
        return Request.route("list addresses", Rtm.GETADDR, 0, IFADDRMSG.with("ifa_family", family.number()));
    }
}
