package nsx.dsl.why;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import nsx.filter.Packet;
import nsx.netlink.Ip;
import nsx.rtnl.Address;
import nsx.rtnl.Family;
import nsx.rtnl.Hop;
import nsx.rtnl.Link;
import nsx.rtnl.Route;
import nsx.rtnl.RouteType;
import nsx.rtnl.Rule;

/** Which way a namespace would send a packet: its rules in order, in each table the longest prefix (ip-rule(8), ip-route(8)). */
record Routing(NetState net) {
    private static final int DEAD = 1;
    private static final int INVERT = 2;
    private static final int ANY_SUPPRESS = -1;
    private static final List<Integer> USUAL = List.of(0, 32766, 32767);

    /**
     * What was found.
     *
     * @param rule the rule that decided; empty when none did
     * @param route empty when the rule itself refuses, or no rule leads to a route
     */
    record Way(Optional<Rule> rule, Optional<Route> route) {
        boolean isLocal() {
            return route.filter(r -> r.type() == RouteType.LOCAL).isPresent();
        }

        boolean leads() {
            return route.filter(r -> r.type() == RouteType.UNICAST).isPresent();
        }

        /** Whether a rule that somebody added decided, not one of those that every namespace has. */
        boolean isDiverted() {
            return rule.filter(r -> !USUAL.contains(r.priority())).isPresent();
        }

        private Optional<Hop> hop() {
            return route.flatMap(r -> r.hops().stream().findFirst());
        }

        /** The gateway; empty when the destination is on the device. */
        Optional<InetAddress> via() {
            return hop().map(Hop::via).orElseGet(() -> route.flatMap(Route::via));
        }

        OptionalInt dev() {
            return hop().map(Hop::dev).orElseGet(() -> route.map(Route::dev).orElse(OptionalInt.empty()));
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

    /**
     * @param source empty when it is still to be chosen
     * @param in the device that the packet came by; empty for what is sent here
     */
    Way way(InetAddress destination, Optional<InetAddress> source, Optional<Link> in) {
        return way(destination, source, in, true);
    }

    /** The same as it would be with the rules that every namespace has alone. */
    Way undiverted(InetAddress destination, Optional<InetAddress> source, Optional<Link> in) {
        return way(destination, source, in, false);
    }

    private Way way(InetAddress to, Optional<InetAddress> source, Optional<Link> in, boolean all) {
        List<Rule> rules = net.rules().stream()
                .filter(r -> r.family() == Family.of(to))
                .filter(r -> all || USUAL.contains(r.priority()))
                .sorted((a, b) -> Integer.compareUnsigned(a.priority(), b.priority()))
                .toList();
        long from = 0;
        for (Rule rule : rules) {
            boolean skipped = Integer.toUnsignedLong(rule.priority()) < from;
            if (skipped || !matches(rule, to, source, in) || rule.action().equals("nop")) {
                continue;
            }
            if (rule.action().equals("goto")) {
                from = rule.all().number("FRA_GOTO", 0);
                continue;
            }
            if (!rule.action().equals("lookup")) {
                return new Way(Optional.of(rule), Optional.empty());
            }
            Optional<Route> route = lookup(rule.table(), to)
                    .filter(r -> r.type() != RouteType.THROW)
                    .filter(r -> r.to().length() > rule.all().integer("FRA_SUPPRESS_PREFIXLEN", ANY_SUPPRESS));
            if (route.isPresent()) {
                return new Way(Optional.of(rule), route);
            }
        }
        return new Way(Optional.empty(), Optional.empty());
    }

    private boolean matches(Rule rule, InetAddress to, Optional<InetAddress> source, Optional<Link> in) {
        boolean from = rule.from()
                .map(p -> p.length() == 0 || source.filter(s -> p.contains(s)).isPresent())
                .orElse(true);
        boolean there = rule.to().map(p -> p.contains(to)).orElse(true);
        boolean by = rule.iif()
                .map(name -> name.equals(in.map(Link::name).orElse("lo")))
                .orElse(true);
        // what is sent here has no type of service and no mark
        boolean plain = rule.oif().isEmpty()
                && rule.all().header().integer("tos") == 0
                && rule.fwmark().orElse(0) == 0
                && !rule.all().has("FRA_IP_PROTO")
                && !rule.all().has("FRA_SPORT_RANGE")
                && !rule.all().has("FRA_DPORT_RANGE")
                && !rule.all().truth("FRA_L3MDEV");
        boolean inverted = (rule.all().header().integer("flags") & INVERT) != 0;
        return (from && there && by && plain) != inverted;
    }

    private Optional<Route> lookup(int table, InetAddress to) {
        return net.routes().stream()
                .filter(r -> r.table() == table && r.family() == Family.of(to) && r.to().contains(to))
                .filter(r -> (r.flags() & (DEAD | Route.CLONED)) == 0)
                .filter(r -> r.all().header().integer("rtm_tos") == 0)
                // IPv6 lists what it answers without any route as one of the highest metric
                .filter(r -> r.metric().orElse(0) != -1)
                .min(Comparator.comparingInt((Route r) -> -r.to().length())
                        .thenComparing((a, b) -> Integer.compareUnsigned(
                                a.metric().orElse(0), b.metric().orElse(0))));
    }

    /** The address that a packet sent here gets: that of the route, else the one of the device that is nearest to the next hop. */
    Optional<InetAddress> source(Way way, Link out, InetAddress to) {
        InetAddress next = way.via().orElse(to);
        Family family = Family.of(to);
        return way.route()
                .flatMap(Route::src)
                .or(() -> nearest(out, next))
                .or(() -> net.addresses().stream()
                        .filter(a -> a.prefix().family() == family && NetState.isUsable(a))
                        .map(a -> a.prefix().address())
                        .filter(Routing::isGlobal)
                        .findFirst());
    }

    /** That of a device's addresses in whose network the next hop is, else its first (inet_select_addr of net/ipv4/devinet.c). */
    Optional<InetAddress> nearest(Link out, InetAddress next) {
        return net.addresses(out, Family.of(next)).stream()
                .map(Address::prefix)
                .filter(p -> isGlobal(p.address()) || next.isLinkLocalAddress())
                .max(Comparator.comparingInt(p -> p.contains(next) ? p.length() : -1))
                .map(nsx.rtnl.Prefix::address);
    }

    static boolean isGlobal(InetAddress address) {
        return !address.isLoopbackAddress() && !address.isLinkLocalAddress();
    }

    /** {@code 10.0.0.11 to 10.0.0.12}. */
    static String text(Packet packet) {
        return Ip.text(packet.source()) + " to " + Ip.text(packet.destination());
    }
}
