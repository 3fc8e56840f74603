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

/** Builds requests for routes; {@link Route#decode} reads the answers. */
public final class Routes {
    /** A flag of a get: the answer contains the table. IPv6 always includes it and refuses the flag with EINVAL. */
    private static final int LOOKUP_TABLE = 0x1000;
    /** A flag of a get: the answer is the matching entry (since 4.13). */
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

    /** Requests the route of packets to an address; ENETUNREACH without one. The answer is RTM_NEWROUTE. */
    public static Request get(InetAddress address) {
        return get(address, Optional.empty(), OptionalInt.empty(), false);
    }

    /**
     * Requests the route of packets with a source address and an outgoing link.
     *
     * @param entry whether the answer is the table's entry instead of the resolved route
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
     * Further fields of the packet whose route is requested; empty fields are not sent.
     *
     * @param iif the index of the incoming link, for a forwarded packet
     * @param protocol the protocol number, 6 for TCP; the kernel accepts ports only for TCP, UDP or ICMP (since 4.18)
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

    /** Requests the routes of all tables, for one family or for all with UNSPEC. */
    public static Request dump(Family family) {
        return Request.route("list routes", Rtm.GETROUTE, 0, RTMSG.with("rtm_family", family.number()));
    }

    /** Requests the routes of all tables over one link. The kernel filters since 4.20 with NETLINK_GET_STRICT_CHK. */
    public static Request dumpOver(Family family, int index) {
        return dump(family).put("RTA_OIF", index);
    }

    /** Requests learnt exceptions for single destinations (redirects, path MTUs) instead of routes; since Linux 5.3. */
    public static Request dumpExceptions(Family family) {
        return Request.route(
                "list route exceptions",
                Rtm.GETROUTE,
                0,
                RTMSG.with("rtm_family", family.number()).with("rtm_flags", Route.CLONED));
    }

    /**
     * Requests the routes of one table. The kernel filters since 4.20 with NETLINK_GET_STRICT_CHK, and then answers
     * ENOENT for a table that never had a route.
     */
    public static Request dump(Family family, int table) {
        return dump(family).put("RTA_TABLE", table);
    }
}
