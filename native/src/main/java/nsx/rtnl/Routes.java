package nsx.rtnl;

import static nsx.rtnl.RouteTable.RTMSG;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import nsx.netlink.Attributes;
import nsx.netlink.Flags;
import nsx.netlink.Ip;
import nsx.netlink.MessageType;
import nsx.netlink.Request;
import nsx.netlink.Struct;

/**
 * Requests about routes; answers are {@link Route#decode}. A route is described step by step:
 * {@code Routes.to(prefix).via(gateway).metric(10).add()}. Immutable. Header fields follow ip-route(8).
 */
public final class Routes {
    private static final int PROTOCOL_BOOT = 3;
    /** In a get: answer with the table too. IPv6 does so unasked, and refuses the flag with EINVAL. */
    private static final int LOOKUP_TABLE = 0x1000;
    /** In a get: answer with the entry that matched (since 4.13). */
    private static final int FIB_MATCH = 0x2000;

    private final Prefix to;
    private final RouteType type;
    private final int table;
    private final Optional<Scope> scope;
    private final Attributes body;

    private Routes(Prefix to, RouteType type, int table, Optional<Scope> scope, Attributes body) {
        this.to = to;
        this.type = type;
        this.table = table;
        this.scope = scope;
        this.body = body;
    }

    /** A unicast route in the main table to this network; {@link Prefix#any} is the default route. */
    public static Routes to(Prefix prefix) {
        Attributes none = Attributes.of(RouteTable.TABLE, RTMSG.zero());
        Attributes body = prefix.length() == 0 ? none : none.put("RTA_DST", prefix.address());
        return new Routes(prefix, RouteType.UNICAST, Route.MAIN, Optional.empty(), body);
    }

    /** The gateway, of either family. */
    public Routes via(Optional<InetAddress> gateway) {
        return with(Hop.gateway(body, to.family(), gateway));
    }

    public Routes dev(OptionalInt index) {
        return with(body.put("RTA_OIF", index));
    }

    public Routes metric(OptionalInt metric) {
        return with(body.put("RTA_PRIORITY", metric));
    }

    public Routes src(Optional<InetAddress> address) {
        return with(body.put("RTA_PREFSRC", address));
    }

    public Routes mtu(OptionalInt mtu) {
        return mtu.isEmpty() ? this : with(body.nest("RTA_METRICS", metrics -> metrics.put("RTAX_MTU", mtu)));
    }

    /** Several ways; none changes nothing. */
    public Routes hops(List<Hop> hops) {
        List<Attributes> encoded =
                hops.stream().map(hop -> hop.encode(to.family())).toList();
        return hops.isEmpty() ? this : with(body.put("RTA_MULTIPATH", encoded));
    }

    public Routes table(int number) {
        return new Routes(to, type, number, scope, body);
    }

    public Routes type(RouteType other) {
        return new Routes(to, other, table, scope, body);
    }

    public Routes scope(Scope other) {
        return new Routes(to, type, table, Optional.of(other), body);
    }

    private Routes with(Attributes more) {
        return new Routes(to, type, table, scope, more);
    }

    /** EEXIST when there is one to the same network with the same metric (and, for IPv4, TOS). */
    public Request add() {
        return request("add route ", Flags.CREATE | Flags.EXCL);
    }

    public Request append() {
        return request("append route ", Flags.CREATE | Flags.APPEND);
    }

    public Request prepend() {
        return request("prepend route ", Flags.CREATE);
    }

    public Request replace() {
        return request("replace route ", Flags.CREATE | Flags.REPLACE);
    }

    /** ESRCH when none matches; what is not given matches anything. */
    public Request delete() {
        Struct.Value header = header().with(
                        "rtm_scope", scope.orElse(Scope.NOWHERE).number())
                .with("rtm_type", type == RouteType.UNICAST ? 0 : type.ordinal());
        return request("delete route ", Rtm.DELROUTE, 0, header);
    }

    private Request request(String verb, int flags) {
        Struct.Value header = header().with("rtm_protocol", PROTOCOL_BOOT)
                .with("rtm_scope", scope.orElseGet(() -> usualScope(type, body)).number())
                .with("rtm_type", type.ordinal());
        return request(verb, Rtm.NEWROUTE, flags, header);
    }

    private Request request(String verb, MessageType message, int flags, Struct.Value header) {
        Attributes headed = Attributes.of(RouteTable.TABLE, header).and(body);
        Attributes whole = table < 256 ? headed : headed.put("RTA_TABLE", table);
        return new Request(verb + (to.length() == 0 ? "default" : to), Request.ROUTE, message, flags, whole);
    }

    private Struct.Value header() {
        return RTMSG.with("rtm_family", to.family().number())
                .with("rtm_dst_len", to.length())
                .with("rtm_table", table < 256 ? table : 0);
    }

    /** What ip-route(8) takes when none is given: link for what is directly reachable. */
    public static Scope usualScope(RouteType type, Attributes body) {
        boolean direct = Stream.of("RTA_GATEWAY", "RTA_VIA", "RTA_MULTIPATH", "RTA_NH_ID")
                .noneMatch(body::has);
        return switch (type) {
            case LOCAL, NAT -> Scope.HOST;
            case BROADCAST, MULTICAST, ANYCAST -> Scope.LINK;
            case UNICAST, UNSPEC -> direct ? Scope.LINK : Scope.GLOBAL;
            default -> Scope.GLOBAL;
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

    /** The routes of all tables, of one family or with UNSPEC of all. */
    public static Request dump(Family family) {
        return Request.route("list routes", Rtm.GETROUTE, 0, RTMSG.with("rtm_family", family.number()));
    }

    /**
     * Those of one table; the kernel filters since 4.20, with NETLINK_GET_STRICT_CHK, and then refuses with ENOENT a
     * table that never had a route.
     */
    public static Request dump(Family family, int table) {
        return dump(family).put("RTA_TABLE", table);
    }
}
