package nsx.dsl.why;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import nsx.filter.Packet;
import nsx.filter.Truth;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import nsx.rtnl.Family;
import nsx.rtnl.Hop;
import nsx.rtnl.Link;
import nsx.rtnl.Prefix;
import nsx.rtnl.Route;
import nsx.rtnl.RouteType;
import nsx.rtnl.RoutingRule;
import nsx.rtnl.Rtm;

/** Which way a namespace would send a packet: its rules in order, in each table the longest prefix (ip-rule(8), ip-route(8)). */
record Routing(NetState net) {
    private static final int DEAD = 1;
    private static final int ANY_SUPPRESS = -1;
    private static final List<Integer> USUAL = List.of(0, 32766, 32767);

    /**
     * The result of a lookup.
     *
     * @param rule the deciding rule; empty without one
     * @param route empty when the rule itself refuses, or no rule leads to a route
     * @param doubt the rule that may send the packet elsewhere; empty without one
     */
    record Way(Optional<RoutingRule> rule, Optional<Route> route, Optional<String> doubt) {
        boolean isLocal() {
            return route.filter(r -> r.type() == RouteType.LOCAL).isPresent();
        }

        boolean leads() {
            return route.filter(r -> r.type() == RouteType.UNICAST).isPresent();
        }

        /** Whether an added rule decided, and not one that every namespace has. */
        boolean isDiverted() {
            return rule.filter(r -> !USUAL.contains(r.priority())).isPresent();
        }

        private Optional<Hop> hop() {
            return route.flatMap(
                    r -> r.hops().stream().filter(h -> (h.flags() & DEAD) == 0).findFirst());
        }

        /** The gateway; empty when the destination is on the device. */
        Optional<InetAddress> via() {
            return hop().map(Hop::via).orElseGet(() -> route.flatMap(Route::via));
        }

        OptionalInt dev() {
            return hop().map(Hop::dev).orElseGet(() -> route.map(Route::dev).orElse(OptionalInt.empty()));
        }

        /** What else decides where it leads, as a phrase; empty when the route says it itself. */
        Optional<String> indirect() {
            return route.flatMap(r -> {
                OptionalInt object = r.all().findInteger("RTA_NH_ID");
                if (object.isPresent() && dev().isEmpty()) {
                    // net.ipv4.nexthop_compat_mode is 0
                    return Optional.of("where next-hop object " + object.getAsInt() + " leads");
                }
                return r.all().has("RTA_ENCAP_TYPE")
                        ? Optional.of("what becomes of it in the tunnel of the route (encap)")
                        : Optional.empty();
            });
        }

        /** All devices that the route leads by. */
        IntStream devices() {
            return route.stream()
                    .flatMapToInt(r ->
                            IntStream.concat(r.dev().stream(), r.hops().stream().flatMapToInt(h -> h.dev().stream())));
        }

        @Override
        public String toString() {
            return route.map(Way::text).orElse("no route");
        }

        private static String text(Route route) {
            String to = route.isDefault() ? "default" : route.to().toString();
            return (route.type() == RouteType.UNICAST ? "" : route.type() + " ") + to;
        }
    }

    Way way(Flow flow) {
        return way(flow, true);
    }

    /** The result with only the rules that every namespace has. */
    Way undiverted(Flow flow) {
        return way(flow, false);
    }

    private Way way(Flow flow, boolean all) {
        List<RoutingRule> rules = net.rules().stream()
                .filter(r -> r.family() == Family.of(flow.to()))
                .filter(r -> all || USUAL.contains(r.priority()))
                .sorted((a, b) -> Integer.compareUnsigned(a.priority(), b.priority()))
                .toList();
        Way way = throughItself(onLink(chosen(rules, flow), flow));
        return isForgotten(rules, flow)
                ? new Way(
                        way.rule(),
                        way.route(),
                        Optional.of(
                                "whether it still asks the tables whose rules were deleted: IPv6 does until a rule is"
                                        + " added"))
                : way;
    }

    /** Without a route, IPv4 takes what has to leave by a device for a neighbour there (ip_route_output_key_hash_rcu of net/ipv4/route.c). */
    private static Way onLink(Way way, Flow flow) {
        boolean none = way.route().isEmpty()
                && way.rule().isEmpty()
                && flow.out().isPresent()
                && flow.in().isEmpty();
        return none && Family.of(flow.to()) == Family.INET
                ? new Way(Optional.empty(), Optional.of(neighbouring(flow)), way.doubt())
                : way;
    }

    private static Route neighbouring(Flow flow) {
        return new Route(
                Family.INET,
                Prefix.host(flow.to()),
                RouteType.UNICAST,
                Route.MAIN,
                "kernel",
                "link",
                Optional.empty(),
                OptionalInt.of(flow.out().orElseThrow().index()),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                List.of(),
                0,
                Attributes.of(Rtm.NEWROUTE.table(), Rtm.NEWROUTE.header().zero()));
    }

    /**
     * A gateway that is this host itself: where the address was there before the route, what the route takes is sent as to a
     * neighbour (rt_set_nexthop of net/ipv4/route.c asks the scope that the next hop had then).
     */
    private Way throughItself(Way way) {
        Optional<Route> route = way.route()
                .filter(r ->
                        r.family() == Family.INET && r.via().filter(this::isOwn).isPresent());
        return route.map(r -> new Way(
                        way.rule(),
                        Optional.of(by(r, Optional.empty())),
                        way.doubt()
                                .or(() -> Optional.of("whether gateway "
                                        + Ip.text(r.via().orElseThrow()) + ", which is this host itself, is asked"))))
                .orElse(way);
    }

    private boolean isOwn(InetAddress address) {
        return net.addresses().stream().anyMatch(a -> a.prefix().address().equals(address));
    }

    /** IPv6 goes on with its usual rules until the first other one is added (fib6_has_custom_rules of net/ipv6/fib6_rules.c). */
    private static boolean isForgotten(List<RoutingRule> rules, Flow flow) {
        return Family.of(flow.to()) == Family.INET6
                && rules.size() < 2
                && rules.stream().allMatch(r -> USUAL.contains(r.priority()));
    }

    private Way chosen(List<RoutingRule> rules, Flow flow) {
        Policy policy = new Policy(net, flow);
        Optional<String> doubt = Optional.empty();
        long from = 0;
        for (RoutingRule rule : rules) {
            boolean skipped = Integer.toUnsignedLong(rule.priority()) < from;
            Truth matches = skipped ? Truth.NO : policy.matches(rule);
            if (matches == Truth.NO || rule.action().equals("nop")) {
                continue;
            }
            if (matches == Truth.UNKNOWN) {
                doubt = doubt.or(() -> Optional.of("whether rule " + Integer.toUnsignedString(rule.priority()) + " ("
                        + rule.action() + (rule.table() == 0 ? "" : " " + rule.table()) + ") takes it"));
                continue;
            }
            if (rule.action().equals("goto")) {
                from = rule.all().number("FRA_GOTO", 0);
                continue;
            }
            if (!rule.action().equals("lookup")) {
                return new Way(Optional.of(rule), Optional.empty(), doubt);
            }
            Optional<Route> route = lookup(rule.table(), flow)
                    .filter(r -> r.type() != RouteType.THROW)
                    .filter(r -> r.to().length() > rule.all().integer("FRA_SUPPRESS_PREFIXLEN", ANY_SUPPRESS));
            if (flow.classified() && hasClasses(rule.table(), flow.to())) {
                doubt = doubt.or(() -> Optional.of("whether a route for a type of service takes it"));
            }
            if (Family.of(flow.to()) == Family.INET6 && hasSenders(rule.table(), flow)) {
                doubt = doubt.or(() -> Optional.of("whether a route for another sender takes it"));
            }
            if (route.isPresent()) {
                return new Way(Optional.of(rule), route, doubt);
            }
        }
        return new Way(Optional.empty(), Optional.empty(), doubt);
    }

    private Optional<Route> lookup(int table, Flow flow) {
        InetAddress to = flow.to();
        return net.routes().stream()
                .filter(r -> r.table() == table && r.family() == Family.of(to) && r.to().contains(to))
                .filter(r -> (r.flags() & Route.CLONED) == 0 && !isDead(r) && !r.isExpired())
                .filter(r -> r.all().header().integer("rtm_tos") == 0)
                .filter(r -> isFrom(r, flow) && isBy(r, flow))
                // IPv6 lists what it answers without any route as one of the highest metric
                .filter(r -> r.metric().orElse(0) != -1)
                // routes of a sender stand below their destination, the nearest first (fib6_node_lookup_1 of
                // net/ipv6/ip6_fib.c)
                .min(Comparator.comparingInt((Route r) -> -r.to().length())
                        .thenComparing(r -> -r.all().header().integer("rtm_src_len"))
                        .thenComparing((a, b) -> Integer.compareUnsigned(
                                a.metric().orElse(0), b.metric().orElse(0))));
    }

    /** Whether routes there are for a type of service. */
    private boolean hasClasses(int table, InetAddress to) {
        return net.routes().stream()
                .filter(r -> r.table() == table && r.family() == Family.of(to) && r.to().contains(to))
                .anyMatch(r -> r.all().header().integer("rtm_tos") != 0);
    }

    /** Whether routes of IPv6 there are for other senders: what the kernel itself sends was seen to take them. */
    private boolean hasSenders(int table, Flow flow) {
        return net.routes().stream()
                .filter(r -> r.table() == table && r.family() == Family.INET6 && r.to().contains(flow.to()))
                .anyMatch(r -> r.all().header().integer("rtm_src_len") != 0 && !isFrom(r, flow));
    }

    private static boolean isBy(Route route, Flow flow) {
        return flow.out()
                .map(l -> route.type() != RouteType.UNICAST
                        || route.dev().stream().anyMatch(d -> d == l.index())
                        || route.hops().stream().anyMatch(h -> h.dev().stream().anyMatch(d -> d == l.index())))
                .orElse(true);
    }

    private static boolean isDead(Route route) {
        return (route.flags() & DEAD) != 0
                || !route.hops().isEmpty() && route.hops().stream().allMatch(h -> (h.flags() & DEAD) != 0);
    }

    /** Routes of IPv6 can be for what comes from a network alone. */
    private static boolean isFrom(Route route, Flow flow) {
        int length = route.all().header().integer("rtm_src_len");
        return length == 0
                || route.all()
                        .findAddress("RTA_SRC")
                        .flatMap(a -> flow.from().map(from -> new nsx.rtnl.Prefix(a, length).contains(from)))
                        .orElse(false);
    }

    /** The way with another gateway that the kernel was told of for this destination alone (find_exception of net/ipv4/route.c). */
    Way learnt(Way way, Flow flow) {
        Optional<Route> route = way.route()
                .filter(r -> r.type() == RouteType.UNICAST && r.hops().isEmpty());
        return route.flatMap(r -> net.held().exceptions().stream()
                        .filter(e -> e.family() == r.family()
                                && e.table() == r.table()
                                && e.dev().equals(r.dev()))
                        .filter(e ->
                                e.to().address().equals(flow.to()) && e.via().isPresent())
                        .findFirst()
                        .map(e -> new Way(way.rule(), Optional.of(by(r, e.via())), way.doubt())))
                .orElse(way);
    }

    private static Route by(Route route, Optional<InetAddress> via) {
        return new Route(
                route.family(),
                route.to(),
                route.type(),
                route.table(),
                route.protocol(),
                route.scope(),
                via,
                route.dev(),
                route.metric(),
                route.src(),
                route.mtu(),
                route.hops(),
                route.flags(),
                route.all());
    }

    /** The source address that a packet sent here gets: that of the route, else one of the device or of another device. */
    Optional<InetAddress> source(Way way, Link out, InetAddress to) {
        return way.route().flatMap(Route::src).or(() -> new Sources(net).choose(out, way.via(), to));
    }

    /** The address that a device gives to what it translates, or that it asks for neighbours with. */
    Optional<InetAddress> nearest(Link out, InetAddress next) {
        return new Sources(net).choose(out, Optional.of(next), next);
    }

    static boolean isGlobal(InetAddress address) {
        return !address.isLoopbackAddress() && !address.isLinkLocalAddress();
    }

    /** {@code 10.0.0.11 to 10.0.0.12}. */
    static String text(Packet packet) {
        return Ip.text(packet.source()) + " to " + Ip.text(packet.destination());
    }
}
