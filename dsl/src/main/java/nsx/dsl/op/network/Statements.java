package nsx.dsl.op.network;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nsx.dsl.op.address.AddressDescription;
import nsx.dsl.op.address.AddressFields;
import nsx.dsl.op.address.NeighbourDescription;
import nsx.dsl.op.address.NeighbourFields;
import nsx.dsl.op.bridge.FdbDescription;
import nsx.dsl.op.bridge.FdbFields;
import nsx.dsl.op.bridge.MdbDescription;
import nsx.dsl.op.field.Spoken;
import nsx.dsl.op.field.Values;
import nsx.dsl.op.queue.ClassFields;
import nsx.dsl.op.queue.ClassOperations;
import nsx.dsl.op.queue.FilterAction;
import nsx.dsl.op.queue.FilterMatch;
import nsx.dsl.op.queue.QdiscOperations;
import nsx.dsl.op.route.HopDescription;
import nsx.dsl.op.route.NexthopDescription;
import nsx.dsl.op.route.NexthopFields;
import nsx.dsl.op.route.RouteDescription;
import nsx.dsl.op.route.RouteFields;
import nsx.dsl.op.route.RuleDescription;
import nsx.dsl.op.route.RuleFields;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.unit.Literal;
import nsx.netlink.Ip;
import nsx.rtnl.Address;
import nsx.rtnl.Classifiers;
import nsx.rtnl.Family;
import nsx.rtnl.Neighbour;
import nsx.rtnl.NextHop;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Route;
import nsx.rtnl.RouteScope;
import nsx.rtnl.RouteType;
import nsx.rtnl.Routes;
import nsx.rtnl.RoutingRule;
import nsx.rtnl.TrafficClass;
import nsx.rtnl.TrafficFilter;

/** Converts objects of a network namespace to lines of a script, by the same tables that parse such lines. */
public final class Statements {
    private static final String DEV = "dev";

    private Statements() {}

    /** An address: {@code address '10.0.0.11/24'}, without the device. */
    public static Statement address(Address address, String device) {
        AddressDescription is = AddressDescription.of(address);
        Values values = is.values();
        Optional<InetAddress> broadcast = values.find(AddressFields.BROADCAST).orElse(Optional.empty());
        boolean six = is.prefix().family() == Family.INET6;
        if (six || broadcast.equals(AddressDescription.usualBroadcast(is.prefix(), is.peer()))) {
            values = values.without(AddressFields.BROADCAST);
        }
        if (values.find(AddressFields.SCOPE).filter(is::isUsual).isPresent()) {
            values = values.without(AddressFields.SCOPE);
        }
        values = values.find(AddressFields.LABEL).equals(Optional.of(device))
                ? values.without(AddressFields.LABEL)
                : values;
        values = values.find(AddressFields.METRIC).equals(Optional.of(0L))
                ? values.without(AddressFields.METRIC)
                : values;
        Optional<Object> forever = Optional.of(Optional.empty());
        values =
                forever.equals(values.find(AddressFields.PREFERRED)) ? values.without(AddressFields.PREFERRED) : values;
        List<String> unsaid = new ArrayList<>(AddressFields.ALL.others(is.said()));
        Map<String, Object> options = new LinkedHashMap<>();
        is.peer()
                .ifPresent(p -> options.put(
                        AddressDescription.PEER.name(),
                        is.prefix().isHost()
                                ? Ip.text(p)
                                : Ip.text(p) + "/" + is.prefix().length()));
        options.putAll(Spoken.options(AddressFields.ALL, values, unsaid));
        String text = is.prefix().isHost() || is.peer().isPresent()
                ? Ip.text(is.prefix().address())
                : is.prefix().toString();
        return new Statement("address", text, options, unsaid);
    }

    /** Whether the address expires. */
    public static boolean isTimed(Address address) {
        return AddressDescription.of(address).valid().isPresent();
    }

    /**
     * A route: {@code route 'default', via: '10.0.0.10'}.
     *
     * @param found the devices that the kernel would find by each gateway in the main table; none if there are
     * several
     */
    public static Statement route(Route route, DeviceNames names, Map<InetAddress, String> found) {
        RouteDescription is = RouteDescription.of(route, names);
        Values values = is.values();
        boolean local = is.type() == RouteType.LOCAL;
        if (values.find(RouteFields.TABLE).equals(Optional.of(local ? Route.LOCAL : Route.MAIN))) {
            values = values.without(RouteFields.TABLE);
        }
        Optional<RouteScope> scope = values.find(RouteFields.SCOPE);
        boolean six = is.to().family() == Family.INET6;
        if (six || scope.equals(Optional.of(Routes.usualScope(is.type(), route.all())))) {
            values = values.without(RouteFields.SCOPE);
        }
        if (six && values.find(RouteFields.METRIC).equals(Optional.of(1024))) {
            values = values.without(RouteFields.METRIC);
        }
        List<String> unsaid = new ArrayList<>(RouteFields.ALL.others(is.said()));
        Map<String, Object> options = new LinkedHashMap<>();
        if (!values.has(RouteFields.NEXTHOP)) {
            ways(is, found, options, unsaid);
        }
        options.putAll(Spoken.options(RouteFields.ALL, values, unsaid));
        boolean ambiguous = six && is.to().length() == 0 && !options.containsKey("via") && !options.containsKey("src");
        return new Statement("route", ambiguous ? "::/0" : is.toString(), options, unsaid);
    }

    private static void ways(
            RouteDescription is, Map<InetAddress, String> found, Map<String, Object> options, List<String> unsaid) {
        if (is.hops().size() > 1) {
            options.put(
                    "hops",
                    is.hops().stream().map(h -> way(h, Map.of(), unsaid)).toList());
        } else if (!is.hops().isEmpty()) {
            boolean main = is.values().find(RouteFields.TABLE).equals(Optional.of(Route.MAIN));
            options.putAll(way(is.hops().get(0), main ? found : Map.of(), unsaid));
        }
    }

    private static Map<String, Object> way(HopDescription hop, Map<InetAddress, String> found, List<String> unsaid) {
        Map<String, Object> way = new LinkedHashMap<>();
        hop.via().ifPresent(via -> way.put("via", Ip.text(via)));
        hop.dev()
                .filter(dev -> hop.onlink() || !hop.via().map(found::get).equals(Optional.of(dev)))
                .ifPresent(dev -> way.put(DEV, dev));
        if (hop.weight() != 1) {
            way.put("weight", hop.weight());
        }
        if (hop.onlink()) {
            way.put("onlink", true);
        }
        HopDescription.encap(hop.encap()).ifPresent(encap -> {
            if (encap instanceof Map) {
                way.put("encap", encap);
            } else {
                unsaid.add("encap " + encap);
            }
        });
        return way;
    }

    /** A class: {@code qdisc.class 'veth1', '1:10', rate: 10.mbit}; empty for one that comes with its qdisc. */
    public static Optional<Statement> trafficClass(TrafficClass is, String device) {
        if (!ClassOperations.isMade(is.kind())) {
            return Optional.empty();
        }
        Values values = ClassOperations.withoutUsualSizes(ClassFields.ALL.read(is.options()));
        if (values.find(ClassFields.CEIL).equals(values.find(ClassFields.RATE))) {
            values = values.without(ClassFields.CEIL);
        }
        if (values.find(ClassFields.QUANTUM)
                .equals(values.find(ClassFields.RATE).map(ClassOperations::usualQuantum))) {
            values = values.without(ClassFields.QUANTUM);
        }
        List<String> unsaid = new ArrayList<>();
        Map<String, Object> options = new LinkedHashMap<>();
        if (is.parent() != Qdisc.ROOT) {
            options.put("parent", Qdisc.handleText(is.parent()));
        }
        options.putAll(Spoken.options(ClassFields.ALL, values, unsaid));
        return Optional.of(new Statement("qdisc.class", device, options, unsaid));
    }

    /** A filter: {@code qdisc.filter 'veth1', port: 80, class: '1:10'}. */
    public static Statement filter(TrafficFilter is, DeviceNames names) {
        List<String> unsaid = new ArrayList<>();
        Map<String, Object> options = new LinkedHashMap<>();
        FilterMatch.options(is).ifPresentOrElse(options::putAll, () -> unsaid.add("compares " + FilterMatch.text(is)));
        if (is.classId() != 0) {
            options.put("class", Qdisc.handleText(is.classId()));
        }
        options.putAll(FilterAction.said(is, names::get, unsaid::add));
        options.put(
                "parent",
                switch (is.parent()) {
                    case Classifiers.IN -> "in";
                    case Classifiers.OUT -> "out";
                    default -> Qdisc.handleText(is.parent());
                });
        options.put("priority", is.priority());
        return new Statement("qdisc.filter", names.get(is.index()), options, unsaid);
    }

    /** A next hop: {@code nexthop 7, via: '10.0.0.10', dev: 'veth1'}. */
    public static Statement nexthop(NextHop hop, DeviceNames names) {
        NexthopDescription is = NexthopDescription.of(hop, names);
        List<String> unsaid = new ArrayList<>(NexthopFields.ALL.others(is.said()));
        Map<String, Object> options = new LinkedHashMap<>();
        is.dev().ifPresent(dev -> options.put(DEV, dev));
        options.putAll(Spoken.options(NexthopFields.ALL, is.values(), unsaid));
        return new Statement("nexthop", null, options, unsaid);
    }

    /** A rule: {@code rule from: '10.0.0.0/8', table: 100, priority: 5}. */
    public static Statement rule(RoutingRule rule) {
        RuleDescription is = RuleDescription.of(rule);
        Values values = is.values().affirmed();
        // the creator of a rule has no effect on it
        values = values.find(RuleFields.PROTOCOL)
                        .filter(who -> List.of("unspec", "kernel").contains(who))
                        .isPresent()
                ? values.without(RuleFields.PROTOCOL)
                : values;
        values =
                values.find(RuleFields.ACTION).equals(Optional.of("goto")) ? values.without(RuleFields.ACTION) : values;
        if (values.find(RuleFields.PRIORITY).isEmpty()) {
            values = values.with(RuleFields.PRIORITY, 0);
        }
        List<String> unsaid = new ArrayList<>(RuleFields.ALL.others(is.said()));
        Map<String, Object> options = Spoken.options(RuleFields.ALL, values, unsaid);
        boolean told = options.containsKey("from") || options.containsKey("to");
        if (!told && is.family() == Family.INET6) {
            options.put(RuleDescription.FAMILY.name(), "6");
        }
        return new Statement("rule", null, options, unsaid);
    }

    /**
     * A neighbour: {@code neighbour '10.0.0.12', mac: '…'}, without the device; empty for one that the kernel
     * discovered.
     */
    public static Optional<Statement> neighbour(Neighbour neighbour) {
        if (neighbour.address().isEmpty()) {
            return Optional.empty();
        }
        NeighbourDescription is = NeighbourDescription.of(neighbour);
        List<String> unsaid = new ArrayList<>();
        Map<String, Object> options = Spoken.options(NeighbourFields.ALL, is.values(), unsaid);
        return is.isKept()
                ? Optional.of(new Statement("neighbour", Ip.text(is.address()), options, unsaid))
                : Optional.empty();
    }

    /**
     * A forwarding entry: {@code fdb '02:00:00:00:00:01'}, without the device; empty for one that the kernel learnt
     * or created.
     *
     * @param port whether the device is a bridge port
     */
    public static Optional<Statement> fdb(Neighbour entry, String device, boolean port) {
        if (entry.mac().isEmpty()) {
            return Optional.empty();
        }
        FdbDescription is = FdbDescription.of(entry, device);
        long state = is.said().header().number("ndm_state");
        boolean kept = is.isSelf() ? (state & Neighbour.PERMANENT) != 0 : state == Neighbour.NOARP;
        if (!kept || (is.said().header().number("ndm_flags") & Neighbour.EXT_LEARNED) != 0) {
            return Optional.empty();
        }
        Values values = is.values();
        List<String> unsaid = new ArrayList<>(FdbFields.ALL.others(is.said()));
        Map<String, Object> options = Spoken.options(FdbFields.ALL, FdbDescription.unusual(values), unsaid);
        if (is.isSelf() && port) {
            options.put(FdbFields.SELF.name(), true);
        }
        return Optional.of(new Statement("fdb", is.mac(), options, unsaid));
    }

    /** A multicast group: {@code mdb '239.1.2.3'}, without the device; empty for one that a host asked for. */
    public static Optional<Statement> mdb(MdbDescription entry) {
        return entry.permanent()
                ? Optional.of(new Statement("mdb", entry.group().address(), entry.options(), List.of()))
                : Optional.empty();
    }

    /** A qdisc: {@code qdisc 'veth1', tbf: [rate: 1.mbit, …]}; empty for the device's default. */
    public static Optional<Statement> qdisc(Qdisc qdisc, String device) {
        if (qdisc.handle() == 0) {
            return Optional.empty();
        }
        List<String> unsaid = new ArrayList<>();
        Map<String, Object> facts = new LinkedHashMap<>(QdiscOperations.facts(qdisc));
        facts.values().removeIf(Objects::isNull);
        if (!QdiscOperations.isSaid(qdisc, facts)) {
            unsaid.add("options that nsx does not know");
        }
        Map<String, Object> options = new LinkedHashMap<>();
        if (!qdisc.isRoot() && qdisc.parent() != Qdisc.INGRESS) {
            options.put("parent", Qdisc.handleText(qdisc.parent()));
        }
        // a number that the kernel chose has this bit (sch_api.c, qdisc_alloc_handle)
        if ((qdisc.handle() >>> 16 & 0x8000) == 0) {
            options.put("handle", Qdisc.handleText(qdisc.handle()));
        }
        options.put(qdisc.kind(), Literal.plain(facts));
        return Optional.of(new Statement("qdisc", device, options, unsaid));
    }
}
