package nsx.dsl.op.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.change.Operation;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.netlink.Flags;
import nsx.netlink.Ip;
import nsx.netlink.MessageType;
import nsx.netlink.Request;
import nsx.netlink.Struct;
import nsx.rtnl.Family;
import nsx.rtnl.Prefix;
import nsx.rtnl.Route;
import nsx.rtnl.RouteType;
import nsx.rtnl.Routes;
import nsx.rtnl.Rtm;

/** Changes of the routes of a context's network namespace. */
public record RouteOperations(Here here) {
    /** Where a route leads. */
    public static final Parameter<String> DESTINATION =
            Parameter.required("destination", RouteDescription.NETWORK, "a network, a single address, or 'default'");

    /** What {@code route} takes. */
    public static final List<Parameter<?>> PARAMETERS = Stream.concat(
                    Stream.of(DESTINATION), RouteDescription.OPTIONS.stream())
            .toList();

    /** Where a route goes among others to the same network with the same metric. */
    public enum Place {
        /** The only one: in place of the one that is there. */
        ALONE("replace"),
        LAST("append"),
        FIRST("prepend");

        private final String command;

        Place(String command) {
            this.command = command;
        }
    }

    /** The routes of all tables, without the clones that IPv6 caches. */
    public static List<Route> all(Here here) {
        return Devices.rtnl(here).dump(Routes.dump(Family.UNSPEC)).decode(Route::decode).stream()
                .filter(r -> (r.flags() & Route.CLONED) == 0)
                .filter(r -> r.family() == Family.INET || r.family() == Family.INET6)
                .toList();
    }

    /** What makes the route be; nothing when it is there and agrees. */
    public List<Operation> ensure(String destination, Arguments options, Place place) {
        RouteDescription wanted = RouteDescription.of(destination, options);
        wanted.hops().forEach(h -> h.dev().ifPresent(d -> Devices.get(here, d)));
        DeviceNames names = names();
        List<Route> same = all(here).stream()
                .filter(r -> RouteDescription.of(r, names).hasKeyOf(wanted))
                .toList();
        boolean there = same.stream()
                .map(r -> RouteDescription.of(r, names))
                .anyMatch(is -> wanted.isMetBy(is) || place != Place.ALONE && wanted.isWayOf(is));
        if (there) {
            return List.of();
        }
        if (same.isEmpty() || place != Place.ALONE) {
            return List.of(add(wanted, same.isEmpty() && place == Place.ALONE ? "add" : place.command));
        }
        return List.of(replace(same.get(0), wanted));
    }

    private Operation add(RouteDescription wanted, String verb) {
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> request(wanted, verb)),
                command(verb, wanted, ""),
                verb + " route " + prose(wanted),
                () -> List.of(remove(wanted, verb)));
    }

    private Operation replace(Route before, RouteDescription after) {
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> request(after, "replace")),
                command("replace", after, ""),
                "replace route " + prose(after),
                () -> List.of(restore(before, () -> replace(before, after))));
    }

    /** Takes away a route that was just added. */
    private Operation remove(RouteDescription wanted, String verb) {
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> request(wanted, "delete")),
                command("delete", wanted, ""),
                "delete route " + prose(wanted),
                () -> List.of(add(wanted, verb)));
    }

    public Operation delete(Route route) {
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> resend("delete route ", Rtm.DELROUTE, 0, route)),
                command("delete", RouteDescription.of(route, names()), protocol(route)),
                "delete route " + prose(RouteDescription.of(route, names())),
                () -> List.of(restore(route)));
    }

    Operation restore(Route route) {
        return restore(route, () -> delete(route));
    }

    /** Makes a route again, in place of what has its key. */
    private Operation restore(Route route, Supplier<Operation> undo) {
        RouteDescription spec = RouteDescription.of(route, names());
        return new Operation(
                here.context(),
                new Operation.Netlink(
                        () -> resend("restore route ", Rtm.NEWROUTE, Flags.CREATE | Flags.REPLACE, route)),
                command("replace", spec, protocol(route)),
                "restore route " + prose(spec),
                () -> List.of(undo.get()));
    }

    private static Request resend(String verb, MessageType type, int flags, Route route) {
        return Resend.of(
                verb + route.to(),
                type,
                flags,
                route.all(),
                header -> header.with("rtm_flags", header.number("rtm_flags") & HopDescription.ON_LINK),
                Set.of("RTA_CACHEINFO", "RTA_EXPIRES"));
    }

    private Request request(RouteDescription wanted, String verb) {
        Routes routes = Routes.to(wanted.to())
                .type(wanted.type())
                .table(wanted.table())
                .metric(wanted.metric())
                .src(wanted.src())
                .mtu(wanted.mtu());
        if (wanted.hops().size() == 1) {
            HopDescription hop = wanted.hops().get(0);
            routes = routes.via(hop.via()).dev(hop.hop(this::index).dev());
        } else {
            routes = routes.hops(
                    wanted.hops().stream().map(h -> h.hop(this::index)).toList());
        }
        routes = wanted.scope().isPresent() ? routes.scope(wanted.scope().get()) : routes;
        boolean onlink = wanted.hops().size() == 1 && wanted.hops().get(0).onlink();
        return Resend.withHeader(
                switch (verb) {
                    case "add" -> routes.add();
                    case "append" -> routes.append();
                    case "prepend" -> routes.prepend();
                    case "delete" -> routes.delete();
                    default -> routes.replace();
                },
                header -> flagged(header.with("rtm_tos", wanted.tos()), onlink));
    }

    private static Struct.Value flagged(Struct.Value header, boolean onlink) {
        return onlink ? header.with("rtm_flags", HopDescription.ON_LINK) : header;
    }

    private int index(String device) {
        return Devices.get(here, device).index();
    }

    private DeviceNames names() {
        return DeviceNames.of(here);
    }

    /** What makes one route this one and no other; devices by index. */
    Object key(Route route) {
        return List.of(route.family(), RouteDescription.of(route, DeviceNames.none()));
    }

    /** The route to this network that the options describe; empty when there is none. */
    public Optional<Route> find(String destination, Arguments options) {
        boolean anyDefault = destination.equals("default") && !options.has(HopDescription.VIA);
        List<HopDescription> hops = HopDescription.all(options);
        Optional<Prefix> to = anyDefault
                ? Optional.empty()
                : Optional.of(RouteDescription.destination(destination, hops, options.find(RouteDescription.SRC)));
        int table = RouteDescription.table(options);
        DeviceNames names = names();
        return all(here).stream()
                .filter(r -> to.map(r.to()::equals).orElse(r.isDefault()) && r.table() == table)
                .filter(r -> options.integer(RouteDescription.METRIC).stream()
                        .allMatch(m -> r.metric().orElse(0) == m))
                .filter(r -> !options.has(RouteDescription.TYPE) || options.get(RouteDescription.TYPE) == r.type())
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

    /** Whether the gateway is of IPv6. */
    public static boolean isIpv6(Arguments options) {
        return options.find(HopDescription.VIA).map(Family::of).orElse(Family.INET) == Family.INET6;
    }

    private static String protocol(Route route) {
        return route.protocol().equals("boot") ? "" : route.protocol();
    }

    private static String prose(RouteDescription route) {
        return route
                + (route.type() == RouteType.UNICAST ? "" : " of type " + route.type())
                + route.hops().stream()
                        .map(h -> h.via().map(v -> " via " + Ip.text(v)).orElse("")
                                + h.dev().map(d -> " on " + d).orElse(""))
                        .collect(Collectors.joining(" and"));
    }

    private static String command(String verb, RouteDescription route, String protocol) {
        List<String> words = new ArrayList<>();
        words.add("ip" + (route.to().family() == Family.INET6 ? " -6" : "") + " route " + verb);
        words.add((route.type() == RouteType.UNICAST ? "" : route.type() + " ") + route);
        if (route.tos() != 0) {
            words.add("tos 0x" + Integer.toHexString(route.tos()));
        }
        if (route.hops().size() == 1) {
            words.add(route.hops().get(0).command(route.to().family()).strip());
        }
        route.metric().ifPresent(m -> words.add("metric " + Integer.toUnsignedString(m)));
        route.src().ifPresent(s -> words.add("src " + Ip.text(s)));
        route.mtu().ifPresent(m -> words.add("mtu " + m));
        if (route.table() != RoutingTable.MAIN) {
            words.add("table " + RoutingTable.text(route.table()));
        }
        route.scope()
                .filter(s -> route.to().family() == Family.INET && !verb.equals("delete"))
                .ifPresent(s -> words.add("scope " + s));
        if (!protocol.isEmpty()) {
            words.add("proto " + protocol);
        }
        if (route.hops().size() > 1) {
            route.hops().forEach(h -> words.add("nexthop" + h.command(route.to().family()) + " weight " + h.weight()));
        }
        return String.join(" ", words);
    }
}
