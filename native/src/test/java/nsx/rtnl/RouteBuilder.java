package nsx.rtnl;

import static nsx.rtnl.RouteTable.RTMSG;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import nsx.netlink.Attributes;
import nsx.netlink.Flags;
import nsx.netlink.MessageType;
import nsx.netlink.Request;
import nsx.netlink.Struct;

/**
 * Requests that change routes, described step by step: {@code RouteBuilder.to(prefix).via(gateway).metric(10).add()}. Immutable.
 * Header fields follow ip-route(8).
 */
public final class RouteBuilder {
    private static final int PROTOCOL_BOOT = 3;

    private final Prefix to;
    private final RouteType type;
    private final int table;
    private final Optional<RouteScope> scope;
    private final Attributes body;

    private RouteBuilder(Prefix to, RouteType type, int table, Optional<RouteScope> scope, Attributes body) {
        this.to = to;
        this.type = type;
        this.table = table;
        this.scope = scope;
        this.body = body;
    }

    /** A unicast route in the main table to this network; {@link Prefix#any} is the default route. */
    public static RouteBuilder to(Prefix prefix) {
        Attributes none = Attributes.of(RouteTable.TABLE, RTMSG.zero());
        Attributes body = prefix.length() == 0 ? none : none.put("RTA_DST", prefix.address());
        return new RouteBuilder(prefix, RouteType.UNICAST, Route.MAIN, Optional.empty(), body);
    }

    /** The gateway, of either family. */
    public RouteBuilder via(Optional<InetAddress> gateway) {
        return with(Hop.gateway(body, to.family(), gateway));
    }

    public RouteBuilder dev(OptionalInt index) {
        return with(body.put("RTA_OIF", index));
    }

    public RouteBuilder metric(OptionalInt metric) {
        return with(body.put("RTA_PRIORITY", metric));
    }

    public RouteBuilder src(Optional<InetAddress> address) {
        return with(body.put("RTA_PREFSRC", address));
    }

    public RouteBuilder mtu(OptionalInt mtu) {
        return mtu.isEmpty() ? this : with(body.nest("RTA_METRICS", metrics -> metrics.put("RTAX_MTU", mtu)));
    }

    /** Several ways; none changes nothing. */
    public RouteBuilder hops(List<Hop> hops) {
        List<Attributes> encoded =
                hops.stream().map(hop -> hop.encode(to.family())).toList();
        return hops.isEmpty() ? this : with(body.put("RTA_MULTIPATH", encoded));
    }

    public RouteBuilder table(int number) {
        return new RouteBuilder(to, type, number, scope, body);
    }

    public RouteBuilder type(RouteType other) {
        return new RouteBuilder(to, other, table, scope, body);
    }

    public RouteBuilder scope(RouteScope other) {
        return new RouteBuilder(to, type, table, Optional.of(other), body);
    }

    private RouteBuilder with(Attributes more) {
        return new RouteBuilder(to, type, table, scope, more);
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
                        "rtm_scope", scope.orElse(RouteScope.NOWHERE).number())
                .with("rtm_type", type == RouteType.UNICAST ? 0 : type.ordinal());
        return request("delete route ", Rtm.DELROUTE, 0, header);
    }

    private Request request(String verb, int flags) {
        Struct.Value header = header().with("rtm_protocol", PROTOCOL_BOOT)
                .with(
                        "rtm_scope",
                        scope.orElseGet(() -> Routes.usualScope(type, body)).number())
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
}
