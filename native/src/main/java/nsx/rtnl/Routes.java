package nsx.rtnl;

import static nsx.rtnl.RouteTable.RTMSG;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import nsx.netlink.Request;
import nsx.netlink.Struct;

/** Requests that ask for routes; answers are {@link Route#decode}. */
public final class Routes {
    /** In a get: answer with the table too. IPv6 does so unasked, and refuses the flag with EINVAL. */
    private static final int LOOKUP_TABLE = 0x1000;
    /** In a get: answer with the entry that matched (since 4.13). */
    private static final int FIB_MATCH = 0x2000;

    private Routes() {}

    /** The scope that ip-route(8) sets by default: link for destinations that are directly reachable. */
    public static RouteScope usualScope(RouteType type, Attributes body) {
        boolean direct = Stream.of("RTA_GATEWAY", "RTA_VIA", "RTA_MULTIPATH", "RTA_NH_ID")
                .noneMatch(body::has);
        return switch (type) {
            case LOCAL, NAT -> RouteScope.HOST;
            case BROADCAST, MULTICAST, ANYCAST -> RouteScope.LINK;
            case UNICAST, UNSPEC -> direct ? RouteScope.LINK : RouteScope.GLOBAL;
            default -> RouteScope.GLOBAL;
        };
    }

    /** Which way packets to an address go; ENETUNREACH when none does. The answer is RTM_NEWROUTE. */
    public static Request get(InetAddress address) {
        return get(address, Optional.empty(), OptionalInt.empty(), false);
    }

    /**
     * Finds a route with a source address and an outgoing link.
     *
     * @param entry answer with the table's entry instead of the way that was resolved from it
     */
    public static Request get(InetAddress address, Optional<InetAddress> from, OptionalInt dev, boolean entry) {
        int bits = address.getAddress().length * 8;
        Struct.Value header = RTMSG.with("rtm_family", Family.of(address).number())
                .with("rtm_dst_len", bits)
                .with("rtm_src_len", from.isPresent() ? bits : 0)
                .with("rtm_flags", (bits == 32 ? LOOKUP_TABLE : 0) | (entry ? FIB_MATCH : 0));
        return Request.route("find route to " + Ip.text(address), Rtm.GETROUTE, 0, header)
                .put("RTA_DST", address)
                .put("RTA_SRC", from)
                .put("RTA_OIF", dev);
    }

    /**
     * Of which packet the way is asked, beside its addresses; what is empty is not said.
     *
     * @param iif index of the link that it came in by: the way of one that is forwarded
     * @param protocol number of the protocol, 6 for TCP; the kernel takes no ports without TCP, UDP or ICMP (since 4.18)
     */
    public record Packet(
            OptionalInt iif,
            OptionalInt mark,
            OptionalInt tos,
            OptionalInt protocol,
            OptionalInt sport,
            OptionalInt dport) {
        public static final Packet ANY = new Packet(
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty());

        /** The request of {@link Routes#get} for this packet. */
        public Request in(Request get) {
            Struct.Value header = get.body().header().with("rtm_tos", tos.orElse(0));
            return get.with(get.body().headed(header))
                    .put("RTA_IIF", iif)
                    .put("RTA_MARK", mark)
                    .put("RTA_IP_PROTO", protocol)
                    .put("RTA_SPORT", sport)
                    .put("RTA_DPORT", dport);
        }
    }

    /** The routes of all tables, of one family or with UNSPEC of all. */
    public static Request dump(Family family) {
        return Request.route("list routes", Rtm.GETROUTE, 0, RTMSG.with("rtm_family", family.number()));
    }

    /** What the kernel has learnt of single destinations (redirects, path MTUs) instead of the routes; since Linux 5.3. */
    public static Request dumpExceptions(Family family) {
        return Request.route(
                "list route exceptions",
                Rtm.GETROUTE,
                0,
                RTMSG.with("rtm_family", family.number()).with("rtm_flags", Route.CLONED));
    }

    /**
     * Those of one table; the kernel filters since 4.20, with NETLINK_GET_STRICT_CHK, and then refuses with ENOENT a
     * table that never had a route.
     */
    public static Request dump(Family family, int table) {
        return dump(family).put("RTA_TABLE", table);
    }
}
