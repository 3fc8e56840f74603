package nsx.dsl.op.network;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.unit.IpText;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.netlink.Ip;
import nsx.rtnl.Family;
import nsx.rtnl.Prefix;
import nsx.rtnl.Route;
import nsx.rtnl.RouteType;
import nsx.rtnl.Scope;

/**
 * A route as it is to be, with devices by name.
 *
 * @param metric empty for what the kernel takes, 0 for IPv4 and 1024 for IPv6
 * @param hops one or several; none for routes that go nowhere
 * @param scope empty for what ip-route(8) takes
 */
record RouteDescription(
        Prefix to,
        RouteType type,
        int table,
        OptionalInt metric,
        int tos,
        List<HopDescription> hops,
        Optional<InetAddress> src,
        OptionalInt mtu,
        Optional<Scope> scope,
        boolean onlink) {
    /** A network or an address as text, {@code default} included: of which family that is other arguments may say. */
    static final Reader<String> NETWORK = Reader.parsed(Type.PREFIX, "an IP network", text -> {
        if (!List.of("default", "all").contains(text)) {
            IpText.prefix(text);
        }
        return text;
    });

    static final Parameter<Integer> METRIC =
            Parameter.named("metric", Reader.integer(0, Integer.MAX_VALUE), "the lowest is taken");
    static final Parameter<Object> TABLE = Parameter.named("table", Reader.any(Type.CHOICE), "a number or a name")
            .among(List.of("main", "local", "default"))
            .usually("main");
    static final Parameter<RouteType> TYPE = Parameter.named(
                    "type",
                    Reader.choice("unicast", "unreachable", "blackhole", "prohibit", "throw")
                            .then(RouteType::named),
                    "what becomes of packets")
            .otherwise(RouteType.UNICAST);
    static final Parameter<InetAddress> SRC = Parameter.named("src", Reader.address(), "the address to send from");
    private static final Parameter<Integer> MTU =
            Parameter.named("mtu", Reader.integer(68, Integer.MAX_VALUE), "largest packet, in bytes");
    private static final Parameter<Scope> SCOPE = Parameter.named(
            "scope", Reader.choice("global", "site", "link", "host").then(Scope::named), "how far it reaches");
    private static final Parameter<Integer> TOS =
            Parameter.named("tos", Reader.integer(0, 255), "only for packets of this type of service");

    /** The options of {@code route}. */
    static final List<Parameter<?>> OPTIONS = List.of(
            HopDescription.VIA,
            HopDescription.DEV,
            METRIC,
            TABLE,
            SRC,
            MTU,
            TYPE,
            HopDescription.HOPS,
            SCOPE,
            TOS,
            HopDescription.ONLINK);

    private static final int USUAL_METRIC_6 = 1024;

    /** What a destination and options ask for. */
    static RouteDescription of(String destination, Arguments options) {
        List<HopDescription> hops = HopDescription.all(options);
        RouteDescription spec = new RouteDescription(
                destination(destination, hops, options.find(SRC)),
                options.get(TYPE),
                table(options),
                options.integer(METRIC),
                options.find(TOS).orElse(0),
                hops,
                options.find(SRC),
                options.integer(MTU),
                options.find(SCOPE),
                options.is(HopDescription.ONLINK));
        spec.check(options);
        return spec;
    }

    /** The number of the routing table. */
    static int table(Arguments options) {
        return options.find(TABLE).map(RoutingTable::number).orElse(RoutingTable.MAIN);
    }

    /** A network; {@code default} is of the family of its gateway or source, IPv4 when nothing tells. */
    static Prefix destination(String text, List<HopDescription> hops, Optional<InetAddress> src) {
        if (text.equals("default")) {
            Optional<InetAddress> hint =
                    hops.stream().flatMap(h -> h.via().stream()).findFirst().or(() -> src);
            return Prefix.any(hint.map(Family::of).orElse(Family.INET));
        }
        Prefix prefix = IpText.prefix(text);
        if (!prefix.network().equals(prefix)) {
            throw new NsxException("'" + text + "' is no network")
                    .because("bits are set behind its prefix of " + prefix.length())
                    .at(text)
                    .hint("the network is " + prefix.network() + ", the single address " + Ip.text(prefix.address()));
        }
        return prefix;
    }

    private void check(Arguments options) {
        boolean goes = type == RouteType.UNICAST;
        if (!goes && !hops.isEmpty()) {
            throw new NsxException("a route of type " + type + " goes nowhere")
                    .because("it takes no via:, dev: or hops:")
                    .at("type");
        }
        if (goes && hops.isEmpty()) {
            throw new NsxException("route " + this + " needs via: or dev:")
                    .at(this)
                    .hint("such as route '" + this + "', via: '10.0.0.1'");
        }
        src.filter(s -> Family.of(s) != to.family()).ifPresent(s -> {
            throw options.wrong(SRC, "an address of the same family as " + this);
        });
        hops.stream().flatMap(h -> h.via().stream()).forEach(via -> {
            if (Family.of(via) != to.family() && to.family() == Family.INET6) {
                throw new NsxException("cannot add route " + this)
                        .because(Ip.text(via) + " is an IPv4 address: IPv6 has only gateways of its own family")
                        .at(Ip.text(via));
            }
        });
    }

    /** What the kernel said of a route, as far as scripts can say it. */
    static RouteDescription of(Route route, DeviceNames names) {
        return new RouteDescription(
                route.to(),
                route.type(),
                route.table(),
                route.metric(),
                route.all().header().integer("rtm_tos"),
                HopDescription.all(route, names),
                route.src(),
                route.mtu(),
                Optional.of(route.scope()).filter(s -> !s.matches("\\d+")).map(Scope::named),
                HopDescription.isOnlink(route.flags()));
    }

    /** The metric as the kernel lists it. */
    int effectiveMetric() {
        return metric.orElse(0) == 0 ? (to.family() == Family.INET6 ? USUAL_METRIC_6 : 0) : metric.getAsInt();
    }

    /** Whether it would take the other's place: destination, table, metric and, for IPv4, TOS. */
    boolean hasKeyOf(RouteDescription other) {
        return to.equals(other.to)
                && table == other.table
                && tos == other.tos
                && effectiveMetric() == other.effectiveMetric();
    }

    /** Whether an existing route of the same key is all that this one asks for. */
    boolean isMetBy(RouteDescription is) {
        return type == is.type
                && hopsAreMetBy(is.hops)
                && (src.isEmpty() || src.equals(is.src))
                && (mtu.isEmpty() || mtu.equals(is.mtu))
                && (scope.isEmpty() || scope.equals(is.scope));
    }

    private boolean hopsAreMetBy(List<HopDescription> theirs) {
        boolean one = hops.size() == 1 && theirs.size() == 1;
        return hops.size() == theirs.size()
                && hops.stream().allMatch(h -> theirs.stream().anyMatch(t -> h.isMetBy(t, !one)));
    }

    /** Whether the route is one way of an existing one: appending to an IPv6 route adds a way to it. */
    boolean isWayOf(RouteDescription is) {
        return type == is.type
                && to.family() == Family.INET6
                && hops.size() == 1
                && is.hops.stream().anyMatch(h -> hops.get(0).isMetBy(h, true));
    }

    /** {@code default} or the network. */
    @Override
    public String toString() {
        return to.length() == 0 ? "default" : to.isHost() ? Ip.text(to.address()) : to.toString();
    }
}
