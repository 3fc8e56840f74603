package nsx.dsl.op.route;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.field.Resend;
import nsx.dsl.op.field.Values;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.unit.IpText;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import nsx.rtnl.Family;
import nsx.rtnl.Hop;
import nsx.rtnl.Prefix;
import nsx.rtnl.Route;
import nsx.rtnl.RouteType;
import nsx.rtnl.Rtm;

/**
 * A wanted or an existing route, with devices by name.
 *
 * @param hops one or several hops; none for a route that forwards nothing
 * @param values the values of {@link RouteFields}
 * @param said the kernel's message about the route, which keeps attributes outside the table; for a new one, its
 * destination
 */
public record RouteDescription(Prefix to, List<HopDescription> hops, Values values, Attributes said) {
    /**
     * A reader of a network or an address as text, including {@code default}. Other arguments may determine its
     * family.
     */
    static final Reader<String> NETWORK = Reader.parsed(Type.PREFIX, "an IP network", text -> {
        if (!List.of("default", "all").contains(text)) {
            IpText.prefix(text);
        }
        return text;
    });

    private static final int USUAL_METRIC_6 = 1024;

    /** The route that a destination and options describe. */
    public static RouteDescription of(String destination, Arguments options) {
        List<HopDescription> hops = HopDescription.all(options);
        Prefix to = destination(destination, hops, options.find(RouteFields.SRC.parameter()));
        Values asked = RouteFields.ALL.read(options);
        RouteDescription spec =
                new RouteDescription(to, hops, asked.with(RouteFields.TABLE, table(options)), beginning(to));
        spec.check(options);
        return spec;
    }

    private static Attributes beginning(Prefix to) {
        Attributes none = Attributes.of(
                Rtm.NEWROUTE.table(),
                Rtm.NEWROUTE.header().with("rtm_family", to.family().number()).with("rtm_dst_len", to.length()));
        return to.length() == 0 ? none : none.put("RTA_DST", to.address());
    }

    /** A route as the kernel reports it. */
    public static RouteDescription of(Route route, DeviceNames names) {
        Attributes said = Resend.settable(
                route.all(),
                header -> header.with("rtm_flags", header.number("rtm_flags") & Hop.ONLINK),
                "RTA_CACHEINFO",
                "RTA_EXPIRES");
        return new RouteDescription(
                route.to(), HopDescription.all(route, names), asSet(RouteFields.ALL.read(route.all())), said);
    }

    /** The values as they were set: the kernel reports a route with a next hop that drops as a route that drops. */
    private static Values asSet(Values values) {
        return values.has(RouteFields.NEXTHOP) ? values.with(RouteFields.TYPE, RouteType.UNICAST) : values;
    }

    /** The number of the routing table; a local route is in the local table, as in ip-route(8). */
    static int table(Arguments options) {
        boolean local = options.get(RouteFields.TYPE.parameter()) == RouteType.LOCAL;
        return options.find(RouteFields.TABLE.parameter()).orElse(local ? Route.LOCAL : Route.MAIN);
    }

    /** Parses a network; {@code default} has the family of its gateway or source, IPv4 without either. */
    static Prefix destination(String text, List<HopDescription> hops, Optional<InetAddress> src) {
        if (text.equals("default")) {
            Optional<InetAddress> hint =
                    hops.stream().flatMap(h -> h.via().stream()).findFirst().or(() -> src);
            return Prefix.any(hint.map(Family::of).orElse(Family.INET));
        }
        Prefix prefix = IpText.prefix(text);
        if (!prefix.network().equals(prefix)) {
            throw new NsxException("'" + text + "' is not a network")
                    .because("bits are set after its prefix of " + prefix.length())
                    .at(text)
                    .hint("the network is " + prefix.network() + ", the single address " + Ip.text(prefix.address()));
        }
        return prefix;
    }

    public RouteType type() {
        return values.find(RouteFields.TYPE).orElse(RouteType.UNSPEC);
    }

    private void check(Arguments options) {
        boolean goes = HopDescription.goes(type());
        if (!goes && !hops.isEmpty()) {
            throw new NsxException("a route of type " + type() + " goes nowhere")
                    .because("it takes no via:, dev: or hops:")
                    .at("type");
        }
        if (goes && hops.isEmpty() && !values.has(RouteFields.NEXTHOP)) {
            throw new NsxException("route " + this + " needs via: or dev:")
                    .at(this)
                    .hint("such as route '" + this + "', via: '10.0.0.1'");
        }
        values.find(RouteFields.SRC).filter(s -> Family.of(s) != to.family()).ifPresent(s -> {
            throw options.wrong(RouteFields.SRC.parameter(), "an address of the same family as " + this);
        });
        if (values.has(RouteFields.PREF) && to.family() != Family.INET6) {
            throw options.wrong(RouteFields.PREF.parameter(), "for IPv6 routes only");
        }
        if (values.has(RouteFields.EXPIRES) && to.family() != Family.INET6) {
            throw options.wrong(RouteFields.EXPIRES.parameter(), "for IPv6 routes only");
        }
        if (values.has(RouteFields.REALM) && to.family() != Family.INET) {
            throw options.wrong(RouteFields.REALM.parameter(), "for IPv4 routes only");
        }
        hops.stream().flatMap(h -> h.via().stream()).forEach(via -> {
            if (Family.of(via) != to.family() && to.family() == Family.INET6) {
                throw new NsxException("cannot add route " + this)
                        .because(Ip.text(via) + " is an IPv4 address: IPv6 has only gateways of its own family")
                        .at(Ip.text(via));
            }
        });
    }

    /** The metric in the kernel's list. */
    int effectiveMetric() {
        int metric = values.find(RouteFields.METRIC).orElse(0);
        return metric == 0 && to.family() == Family.INET6 ? USUAL_METRIC_6 : metric;
    }

    /** Whether the route would replace the other one: destination, table, metric and, for IPv4, TOS are equal. */
    boolean hasKeyOf(RouteDescription other) {
        return to.equals(other.to)
                && values.find(RouteFields.TABLE).equals(other.values.find(RouteFields.TABLE))
                && values.find(RouteFields.TOS)
                        .orElse(0)
                        .equals(other.values.find(RouteFields.TOS).orElse(0))
                && effectiveMetric() == other.effectiveMetric();
    }

    /** Whether an existing route of the same key has all requested values. */
    boolean isMetBy(RouteDescription is) {
        return goesAs(is) && is.values.meet(unkeyed());
    }

    /** The values that do not identify the route. */
    private Values unkeyed() {
        return values.without(RouteFields.TABLE, RouteFields.TOS, RouteFields.METRIC);
    }

    /** Whether an existing route has no values beyond the requested ones. */
    boolean isAllOf(RouteDescription is) {
        return isMetBy(is)
                && RouteFields.ALL.others(is.said).isEmpty()
                && values.all()
                        .keySet()
                        .containsAll(is.unkeyed()
                                .without(RouteFields.SCOPE, RouteFields.PROTOCOL)
                                .all()
                                .keySet());
    }

    /** Whether an existing route has the same type and hops. */
    boolean goesAs(RouteDescription is) {
        boolean one = hops.size() == 1 && is.hops.size() == 1;
        return type() == is.type()
                && (hops.isEmpty() && values.has(RouteFields.NEXTHOP)
                        || hops.size() == is.hops.size()
                                && hops.stream().allMatch(h -> is.hops.stream().anyMatch(t -> h.isMetBy(t, !one))));
    }

    /** Whether the route is one hop of an existing one: appending to an IPv6 route adds a hop. */
    boolean isWayOf(RouteDescription is) {
        return type() == is.type()
                && to.family() == Family.INET6
                && hops.size() == 1
                && is.hops.stream()
                        .anyMatch(h ->
                                hops.get(0).around(values.find(Encap.FIELD)).isMetBy(h, true));
    }

    /** Returns an existing route with the requested values; unspecified ones stay. */
    RouteDescription over(RouteDescription is) {
        if (goesAs(is)) {
            return new RouteDescription(to, is.hops, is.values.with(values), is.said);
        }
        Values kept = is.values.without(RouteFields.SCOPE, RouteFields.NEXTHOP).with(values);
        return new RouteDescription(to, hops, kept, HopDescription.without(is.said));
    }

    /** The content of RTM_NEWROUTE. */
    Attributes message(ToIntFunction<String> index) {
        Attributes wayed = values.has(RouteFields.NEXTHOP)
                ? HopDescription.without(said)
                : HopDescription.write(said, to.family(), hops, index);
        return values.write(wayed);
    }

    /** The key that identifies the route among all routes. */
    Object key() {
        return List.of(to, hops, values);
    }

    /** Returns {@code default} or the network. */
    @Override
    public String toString() {
        return to.length() == 0 ? "default" : to.isHost() ? Ip.text(to.address()) : to.toString();
    }
}
