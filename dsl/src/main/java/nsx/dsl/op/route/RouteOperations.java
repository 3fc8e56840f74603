package nsx.dsl.op.route;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.field.Changes;
import nsx.dsl.op.field.Values;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.netlink.Attributes;
import nsx.netlink.Flags;
import nsx.netlink.Ip;
import nsx.netlink.Message;
import nsx.netlink.Request;
import nsx.netlink.Struct;
import nsx.rtnl.Family;
import nsx.rtnl.Prefix;
import nsx.rtnl.Route;
import nsx.rtnl.RouteListing;
import nsx.rtnl.RouteScope;
import nsx.rtnl.RouteType;
import nsx.rtnl.Routes;
import nsx.rtnl.Rtm;

/** Changes of the routes of a context's network namespace. */
public record RouteOperations(Here here) implements Changes<RouteDescription> {
    private static final int BOOT = 3;

    /** The destination of a route. */
    public static final Parameter<String> DESTINATION =
            Parameter.required("destination", RouteDescription.NETWORK, "a network, a single address, or 'default'");

    /** The options that distinguish routes to one destination. */
    public static final List<Parameter<?>> OPTIONS = Stream.of(
                    List.of(HopDescription.VIA, HopDescription.DEV),
                    RouteFields.ALL.parameters(),
                    List.of(HopDescription.HOPS, HopDescription.ONLINK))
            .<Parameter<?>>flatMap(List::stream)
            .toList();

    /** The parameters of {@code route}. */
    public static final List<Parameter<?>> PARAMETERS =
            Stream.concat(Stream.of(DESTINATION), OPTIONS.stream()).toList();

    /** The names of all facts of a route except its destination, gateways and devices. */
    public static final List<String> FACTS = Stream.concat(
                    RouteFields.ALL.names().stream(),
                    Stream.of(HopDescription.WEIGHT, HopDescription.ONLINK).map(Parameter::name))
            .toList();

    /** The position of a route among those to the same network with the same metric. */
    public enum Place {
        /** The only route; attributes that are not given keep their values. */
        ALONE(Act.ADD),
        /** The only route; it replaces the existing one. */
        INSTEAD(Act.ADD),
        /** The only route; it replaces the existing one, which must exist. */
        CHANGED(Act.CHANGE),
        LAST(Act.APPEND),
        FIRST(Act.PREPEND);

        private final Act act;

        Place(Act act) {
            this.act = act;
        }

        private boolean isAlone() {
            return act == Act.ADD || act == Act.CHANGE;
        }

        private boolean isWhole() {
            return this == INSTEAD || this == CHANGED;
        }
    }

    /** The routes of all tables, without the clones that IPv6 caches. */
    public static List<Route> all(Here here) {
        List<Route> routes = new ArrayList<>();
        for (Message message :
                Devices.rtnl(here).dump(Routes.dump(Family.UNSPEC)).messages()) {
            Route route = Route.decode(message);
            Family family = route.family();
            if ((route.flags() & Route.CLONED) == 0 && (family == Family.INET || family == Family.INET6)) {
                routes.add(route);
            }
        }
        return routes;
    }

    /** The {@link #FACTS} that a route has, by name. */
    public static Map<String, Object> facts(Route route) {
        Map<String, Object> facts = new LinkedHashMap<>(RouteFields.ALL.facts(route.all()));
        facts.putAll(HopDescription.facts(route));
        return facts;
    }

    /** The operations that ensure the route; none if it exists with the requested values. */
    public List<Operation> ensure(String destination, Arguments options, Place place) {
        RouteDescription wanted = RouteDescription.of(destination, options);
        wanted.hops().forEach(h -> h.dev().ifPresent(d -> Devices.get(here, d)));
        List<RouteDescription> same = descriptions(wanted.to(), RouteDescription.table(options))
                .filter(is -> is.hasKeyOf(wanted))
                .toList();
        boolean there = same.stream()
                .anyMatch(is -> place.isWhole()
                        ? wanted.isAllOf(is)
                        : wanted.isMetBy(is) || !place.isAlone() && wanted.isWayOf(is));
        if (there) {
            return List.of();
        }
        if (same.isEmpty() && place == Place.CHANGED) {
            throw new NsxException("cannot change route " + wanted)
                    .because("there is none to this network with this metric here")
                    .at(destination)
                    .hint("route '" + destination + "', … makes one; routes() lists them");
        }
        if (same.isEmpty() || !place.isAlone()) {
            return List.of(make(place.act, wanted));
        }
        RouteDescription before =
                same.stream().filter(wanted::goesAs).findFirst().orElse(same.get(0));
        return List.of(set(
                place == Place.CHANGED ? Act.CHANGE : Act.SET,
                same.get(0),
                place.isWhole() ? wanted : wanted.over(before)));
    }

    private Stream<RouteDescription> descriptions(Prefix to, int table) {
        List<Route> routes = at(to, table);
        DeviceNames names = names(routes);
        return routes.stream().map(r -> RouteDescription.of(r, names));
    }

    /** The routes of a table to one network. */
    private List<Route> at(Prefix to, int table) {
        return here.kernel().listed(here.context(), RouteListing.KIND, new RouteListing.Key(table, to));
    }

    /** The routes of both families over the device of this index. */
    public static List<Route> over(Here here, int index) {
        return Stream.of(Family.INET, Family.INET6)
                .flatMap(f -> Devices.rtnl(here).dump(Routes.dumpOver(f, index)).decode(Route::decode).stream())
                .toList();
    }

    /** The routes with the {@link #key} of this one. */
    public List<Route> like(Route route) {
        Object key = key(route);
        return at(route.to(), route.table()).stream()
                .filter(r -> key(r).equals(key))
                .toList();
    }

    /** The names of the devices that routes use. */
    public DeviceNames names(List<Route> routes) {
        return DeviceNames.of(here, routes.stream().flatMapToInt(Route::devices));
    }

    public Operation delete(Route route) {
        return delete(described(route));
    }

    Operation restore(Route route) {
        return restore(described(route));
    }

    private RouteDescription described(Route route) {
        return RouteDescription.of(route, names(List.of(route)));
    }

    @Override
    public Request request(Act act, RouteDescription route) {
        Attributes message = route.message(device -> Devices.get(here, device).index());
        Struct.Value header = message.header();
        RouteScope usual = act.makes() ? Routes.usualScope(route.type(), message) : RouteScope.NOWHERE;
        RouteScope scope = route.values().find(RouteFields.SCOPE).orElse(usual);
        header = header.with("rtm_scope", scope.number());
        if (act.makes() && header.number("rtm_protocol") == 0) {
            header = header.with("rtm_protocol", BOOT);
        } else if (!act.makes() && route.type() == RouteType.UNICAST) {
            header = header.with("rtm_type", 0);
        }
        return new Request(
                word(act) + " route " + (route.to().length() == 0 ? "default" : route.to()),
                Request.ROUTE,
                act.makes() ? Rtm.NEWROUTE : Rtm.DELROUTE,
                flags(act),
                message.headed(header));
    }

    private static int flags(Act act) {
        return switch (act) {
            case ADD -> Flags.CREATE | Flags.EXCL;
            case APPEND -> Flags.CREATE | Flags.APPEND;
            case PREPEND -> Flags.CREATE;
            case SET, RESTORE -> Flags.CREATE | Flags.REPLACE;
            case CHANGE -> Flags.REPLACE;
            case DELETE -> 0;
        };
    }

    private static String word(Act act) {
        return switch (act) {
            case ADD, CHANGE, DELETE, RESTORE, APPEND, PREPEND -> act.toString();
            case SET -> "replace";
        };
    }

    /** Identifies a route among all routes, with devices by index. */
    public Object key(Route route) {
        return RouteDescription.of(route, DeviceNames.none()).key();
    }

    /** The route to this network that the options describe; empty without one. */
    public Optional<Route> find(String destination, Arguments options) {
        boolean anyDefault = destination.equals("default") && !options.has(HopDescription.VIA);
        List<HopDescription> hops = HopDescription.all(options);
        Stream<Prefix> to = anyDefault
                ? Stream.of(Prefix.any(Family.INET), Prefix.any(Family.INET6))
                : Stream.of(RouteDescription.destination(destination, hops, options.find(RouteFields.SRC.parameter())));
        int table = RouteDescription.table(options);
        Values given = RouteFields.ALL.given(options).without(RouteFields.METRIC, RouteFields.TABLE, RouteFields.SCOPE);
        List<Route> routes = to.flatMap(t -> at(t, table).stream()).toList();
        DeviceNames names = names(routes);
        return routes.stream()
                .filter(r -> options.find(RouteFields.METRIC.parameter()).stream()
                        .allMatch(m -> r.metric().orElse(0) == m))
                .filter(r -> RouteFields.ALL.read(r.all()).meet(given))
                .filter(r -> hopsMatch(hops, HopDescription.all(r, names), options.has(HopDescription.VIA)))
                .findFirst();
    }

    private static boolean hopsMatch(List<HopDescription> wanted, List<HopDescription> is, boolean byGateway) {
        return wanted.stream()
                .allMatch(w -> is.stream()
                        .anyMatch(
                                i -> (!byGateway && w.via().isEmpty() || w.via().equals(i.via()))
                                        && (w.dev().isEmpty() || w.dev().equals(i.dev()))));
    }

    /** Whether the gateway is an IPv6 address. */
    public static boolean isIpv6(Arguments options) {
        return options.find(HopDescription.VIA).map(Family::of).orElse(Family.INET) == Family.INET6;
    }

    @Override
    public String prose(Act act, RouteDescription route) {
        return word(act) + " route " + route
                + (route.type() == RouteType.UNICAST ? "" : " of type " + route.type())
                + route.hops().stream()
                        .map(h -> h.via().map(v -> " via " + Ip.text(v)).orElse("")
                                + h.dev().map(d -> " on " + d).orElse(""))
                        .collect(Collectors.joining(" and"));
    }

    @Override
    public String command(Act act, RouteDescription route) {
        Family family = route.to().family();
        Values said = family == Family.INET && act.makes()
                ? route.values()
                : route.values().without(RouteFields.SCOPE);
        boolean object = said.has(RouteFields.NEXTHOP);
        List<String> words = new ArrayList<>();
        words.add("ip" + (family == Family.INET6 ? " -6" : "") + " route "
                + (act == Act.RESTORE ? "replace" : word(act)));
        words.add((route.type() == RouteType.UNICAST ? "" : route.type() + " ") + route);
        // ip(8) takes encap mpls only where more words follow
        words.add(said.find(Encap.FIELD).map(Encap::words).orElse(""));
        if (route.hops().size() == 1 && !object) {
            words.add(route.hops().get(0).command(family).strip());
        }
        words.add(RouteFields.ALL.words(said.without(Encap.FIELD)));
        if (route.hops().size() > 1 && !object) {
            route.hops().forEach(h -> words.add("nexthop" + h.command(family) + " weight " + h.weight()));
        }
        return words.stream().filter(w -> !w.isEmpty()).collect(Collectors.joining(" "));
    }
}
