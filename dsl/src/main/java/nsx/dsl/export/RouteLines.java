package nsx.dsl.export;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import nsx.dsl.op.network.Statement;
import nsx.dsl.op.network.Statements;
import nsx.dsl.op.route.NexthopOperations;
import nsx.dsl.op.route.RouteOperations;
import nsx.dsl.op.route.RuleOperations;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.unit.Literal;
import nsx.rtnl.Address;
import nsx.rtnl.NextHop;
import nsx.rtnl.Prefix;
import nsx.rtnl.Route;
import nsx.rtnl.RoutingRule;

/** The next hops, routes and rules of a network namespace as lines. */
final class RouteLines {
    /** Origins of routes that the kernel adds by itself (linux/rtnetlink.h). */
    private static final Set<String> KERNEL = Set.of("kernel", "ra", "redirect");

    /** The options that distinguish routes to one destination, apart from their path. */
    private static final Set<String> KEYS = Set.of("metric", "table", "tos");

    private final Selection selection;
    private final Pairs pairs;
    private final DeviceNames names;
    /** The places that each next hop depends on: the kernel creates none on a device without a carrier. */
    private final Map<Long, Set<String>> needs = new HashMap<>();

    private final List<Line> lines = new ArrayList<>();

    RouteLines(Selection selection, Pairs pairs) {
        this.selection = selection;
        this.pairs = pairs;
        this.names = selection.network().names();
    }

    /** @param addresses the addresses of the devices, which determine the device of a gateway */
    List<Line> lines(List<Address> addresses) {
        List<Route> routes = RouteOperations.all(selection.here());
        Map<InetAddress, String> gateways = gateways(routes, addresses);
        NexthopOperations.all(selection.here()).stream()
                .sorted(Comparator.comparing((NextHop h) -> !h.group().isEmpty()))
                .forEach(this::nexthop);
        routes.stream()
                .filter(this::isOwn)
                .sorted(Comparator.comparing(
                                (Route r) -> r.via().isPresent() || !r.hops().isEmpty())
                        .thenComparing(Route::family)
                        .thenComparing(r -> Network.counted(r.table() + " " + r.to())))
                .forEach(r -> route(r, gateways));
        RuleOperations.all(selection.here()).stream().filter(this::isOwn).forEach(this::rule);
        return lines;
    }

    private void nexthop(NextHop hop) {
        Statement said = Statements.nexthop(hop, names);
        if (hop.dev().isPresent() ? !selection.covers(hop.dev()) : !selection.all()) {
            return;
        }
        String text = "nexthop " + hop.id() + ", " + Literal.options(said.options());
        if (!said.unsaid().isEmpty()) {
            lines.add(selection.more("nexthop " + hop.id(), text, said));
            return;
        }
        String device = names.find(hop.dev()).orElse("");
        needs.put(hop.id(), needs(hop));
        lines.add(new Line(
                        selection.place(),
                        "nexthop",
                        device,
                        "nexthop " + hop.id(),
                        null,
                        text,
                        "delete nexthop: " + hop.id())
                .after(needs.get(hop.id())));
    }

    private Set<String> needs(NextHop hop) {
        Set<String> all = new HashSet<>();
        selection.network().find(hop.dev()).ifPresent(l -> all.addAll(pairs.carriers(selection.network(), l)));
        hop.group().forEach(member -> all.addAll(needs.getOrDefault(member.id(), Set.of())));
        return all;
    }

    /** The single device whose network contains each gateway. */
    private Map<InetAddress, String> gateways(List<Route> routes, List<Address> addresses) {
        Map<Prefix, Set<Integer>> networks = new HashMap<>();
        addresses.forEach(
                a -> networks.computeIfAbsent(network(a), n -> new HashSet<>()).add(a.index()));
        Set<Integer> lengths = networks.keySet().stream().map(Prefix::length).collect(Collectors.toSet());
        Map<InetAddress, String> found = new HashMap<>();
        routes.stream()
                .flatMap(route -> route.via().stream())
                .distinct()
                .filter(via -> !via.isLinkLocalAddress())
                .forEach(via -> {
                    Set<Integer> devices = new HashSet<>();
                    lengths.stream()
                            .filter(length -> length <= 8 * via.getAddress().length)
                            .forEach(length ->
                                    devices.addAll(networks.getOrDefault(new Prefix(via, length).network(), Set.of())));
                    if (devices.size() == 1) {
                        found.put(via, names.get(devices.iterator().next()));
                    }
                });
        return found;
    }

    private static Prefix network(Address address) {
        return new Prefix(
                        address.peer().orElse(address.prefix().address()),
                        address.prefix().length())
                .network();
    }

    private boolean isOwn(Route route) {
        if (KERNEL.contains(route.protocol())) {
            return false;
        }
        List<OptionalInt> devices = route.hops().isEmpty()
                ? List.of(route.dev())
                : route.hops().stream().map(h -> h.dev()).toList();
        boolean toDevices = devices.stream().allMatch(selection::covers);
        return selection.all()
                ? toDevices || devices.stream().allMatch(OptionalInt::isEmpty) || isNowhere(route)
                : toDevices;
    }

    /** Whether the route forwards nothing; IPv6 lists the loopback device for such routes. */
    private static boolean isNowhere(Route route) {
        return Set.of("unreachable", "blackhole", "prohibit", "throw")
                .contains(route.type().toString());
    }

    private void route(Route route, Map<InetAddress, String> gateways) {
        Statement said = Statements.route(route, names, gateways);
        Map<String, Object> which = new LinkedHashMap<>();
        said.options().forEach((option, value) -> {
            if (KEYS.contains(option)) {
                which.put(option, value);
            }
        });
        String first = "route " + said.subject() + " " + route.family() + " " + which;
        // further routes with the same key are identified by their paths
        Optional<Line> other = lines.stream().filter(l -> l.key().equals(first)).findFirst();
        boolean beside = other.isPresent();
        String key = beside ? first + " " + said.options() : first;
        Set<String> after = new HashSet<>(needs.getOrDefault(route.all().number("RTA_NH_ID", 0), Set.of()));
        other.ifPresent(line -> after.addAll(line.after()));
        if (!said.unsaid().isEmpty()) {
            lines.add(selection.more(key, said.toString(), said));
            return;
        }
        String more = which.isEmpty() ? "" : ", " + Literal.options(which);
        String device = names.find(route.dev()).orElse("");
        lines.add(new Line(
                        selection.place(),
                        "route",
                        device,
                        key,
                        null,
                        (beside ? "route.append" : "route") + said.toString().substring("route".length()),
                        "delete route: " + Literal.quoted(said.subject()) + more)
                .after(after));
    }

    private boolean isOwn(RoutingRule rule) {
        boolean usual =
                Set.of(0, 32766, 32767).contains(rule.priority()) && rule.all().number("FRA_PROTOCOL", 0) == 2;
        boolean l3mdev = rule.all().number("FRA_PROTOCOL", 0) == 2 && rule.priority() == 1000;
        return selection.all() && !usual && !l3mdev;
    }

    private void rule(RoutingRule rule) {
        Statement said = Statements.rule(rule);
        if (!said.unsaid().isEmpty()) {
            lines.add(selection.more("rule " + said.options(), said.toString(), said));
            return;
        }
        lines.add(Line.of(
                selection.place(),
                "rule",
                said.options().toString(),
                said.toString(),
                "delete rule: " + rule.priority()));
    }
}
