package nsx.dsl.why;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import nsx.dsl.why.EthernetSegment.Path;
import nsx.dsl.why.Routing.Way;
import nsx.dsl.why.Walk.Hop;
import nsx.dsl.why.World.Place;
import nsx.netlink.Ip;
import nsx.rtnl.Address;
import nsx.rtnl.Family;
import nsx.rtnl.Link;
import nsx.rtnl.Prefix;
import nsx.rtnl.Route;
import nsx.rtnl.RoutingRule;

/**
 * Finds what is missing in a namespace that has no route to the destination.
 *
 * @param hops the way there
 * @param answer whether the answer has no route
 */
record NoRoute(World world, List<Hop> hops, NetState net, boolean answer, Translations translations) {
    Fault fault(Way way, Flow flow) {
        InetAddress to = flow.to();
        return refusal(way, flow)
                .or(() -> downed(to))
                .or(() -> removed(to))
                .or(() -> length(to))
                .or(() -> wayBack(to))
                .or(() -> gateway(to))
                .orElseGet(() -> fault(to, "there is no route to " + Ip.text(to)));
    }

    private Fault fault(InetAddress to, String what, Cure... cures) {
        return new Fault(net.name(), "route to " + Ip.text(to), net.name() + ": " + what, cures);
    }

    /** A rule or a route that refuses. */
    private Optional<Fault> refusal(Way way, Flow flow) {
        InetAddress to = flow.to();
        Way other = new Routing(net).undiverted(Flow.to(to));
        if (way.isDiverted() && (way.route().isEmpty() || other.leads())) {
            RoutingRule rule = way.rule().orElseThrow();
            String what = "rule " + Integer.toUnsignedString(rule.priority()) + " (" + rule.action()
                    + (rule.table() == 0 ? "" : " " + rule.table()) + ") diverts what goes to " + Ip.text(to);
            return Optional.of(fault(to, what, past(rule, flow, other)));
        }
        if (way.route().isEmpty()) {
            return Optional.empty();
        }
        Route route = way.route().get();
        return Optional.of(fault(
                to,
                "a route of type " + route.type() + " takes what goes to " + Ip.text(to),
                Walk.refuses(route.type()) ? new Cure[] {Mend.noRoute(net, route)} : new Cure[0]));
    }

    private Cure[] past(RoutingRule rule, Flow flow, Way other) {
        return other
                .route()
                .filter(r -> other.leads())
                .flatMap(r -> Mend.past(net, rule, flow.to(), flow.from(), r.table()))
                .stream()
                .toArray(Cure[]::new);
    }

    /** Routes go with the device that they lead by. */
    private Optional<Fault> downed(InetAddress to) {
        return net.links().stream()
                .filter(l -> !l.up() && l.flags().loopback() == to.isLoopbackAddress())
                .filter(l -> l.flags().loopback() || led(l, to))
                .findFirst()
                .map(l -> Usable.down(new Place(net, l)));
    }

    /** Addresses of IPv6 go too (addrconf_ifdown), so any device could have led there when none is up. */
    private boolean led(Link link, InetAddress to) {
        boolean alone = net.links().stream().noneMatch(o -> o.up() && !o.flags().loopback());
        return alone && Family.of(to) == Family.INET6
                || net.addresses(link, Family.of(to)).stream()
                        .anyMatch(a -> alone || a.prefix().contains(to));
    }

    /** The route to the network of an address was deleted, or never made (noprefixroute). */
    private Optional<Fault> removed(InetAddress to) {
        return net.addresses().stream()
                .filter(a -> a.prefix().length() < a.prefix().address().getAddress().length * Byte.SIZE)
                .filter(a -> a.prefix().contains(to) && !hasRoute(a))
                .flatMap(a -> net.link(a.index()).filter(Link::up).stream()
                        .map(l -> fault(
                                to,
                                "there is no route to " + Ip.text(to) + ": that of " + a.prefix() + " on " + net.name()
                                        + ":" + l.name() + " is missing",
                                Mend.onDevice(net, a.prefix().network(), l))))
                .findFirst();
    }

    /** Whether it has the route to the network of an address, though it may be looked at for other packets only. */
    private boolean hasRoute(Address address) {
        return net.routes().stream()
                .anyMatch(r -> r.to().equals(address.prefix().network())
                        && r.dev().stream().anyMatch(d -> d == address.index()));
    }

    /** An address whose network is too small for a destination that is on the same cable. */
    private Optional<Fault> length(InetAddress to) {
        for (Address own : net.addresses()) {
            Optional<Place> place = net.link(own.index()).map(l -> new Place(net, l));
            if (own.prefix().family() != Family.of(to)
                    || own.prefix().contains(to)
                    || place.isEmpty()
                    || !Routing.isGlobal(own.prefix().address())) {
                continue;
            }
            Optional<Prefix> other = EthernetSegment.from(world, place.get()).paths().stream()
                    .map(Path::end)
                    .flatMap(end -> end.net().addresses(end.link(), Family.of(to)).stream())
                    .map(Address::prefix)
                    .filter(p ->
                            p.address().equals(to) && p.contains(own.prefix().address()))
                    .findFirst();
            if (other.isPresent()) {
                int length = other.get().length();
                return Optional.of(fault(
                        to,
                        "wrong prefix: " + own.prefix() + " on " + place.get() + " does not contain " + Ip.text(to)
                                + ", which is on the same cable as " + other.get(),
                        Mend.length(place.get(), own, length)));
            }
        }
        return Optional.empty();
    }

    /** An answer comes back by the router that its question came by, or that router has to hide the sender. */
    private Optional<Fault> wayBack(InetAddress to) {
        Optional<Hop> hop = hops.stream()
                .filter(h -> answer && h.in().net() == net && h.out().net() != world.origin())
                .findFirst();
        if (hop.isEmpty()) {
            return Optional.empty();
        }
        NetState router = hop.get().out().net();
        String what = "there is no route back to " + Ip.text(to);
        Prefix network = network(to);
        if (isPrivate(to)
                && translations.giver(to).isEmpty()
                && net.addresses(hop.get().in().link(), Family.of(to)).stream()
                        .map(a -> a.prefix().address())
                        .anyMatch(a -> Routing.isGlobal(a) && !isPrivate(a))) {
            return Optional.of(fault(
                    to,
                    what + ", and " + router.name() + " does not translate it (NAT)",
                    Mend.masquerade(router, network, hop.get().out().link().name())));
        }
        return router.addresses(hop.get().out().link(), Family.of(to)).stream()
                .map(a -> a.prefix().address())
                .filter(via -> net.addresses(hop.get().in().link(), Family.of(to)).stream()
                        .anyMatch(a -> a.prefix().contains(via)))
                .findFirst()
                .map(via -> fault(to, what, Mend.route(net, "route", network.toString(), via)));
    }

    private Prefix network(InetAddress address) {
        return world.all().stream()
                .flatMap(n -> n.address(address).stream())
                .map(a -> a.prefix().network())
                .findFirst()
                .orElseGet(() -> Prefix.host(address));
    }

    /** RFC 1918 and RFC 4193: addresses that nobody outside knows a way to. */
    static boolean isPrivate(InetAddress address) {
        return Family.of(address) == Family.INET6
                ? (address.getAddress()[0] & 0xfe) == 0xfc
                : address.isSiteLocalAddress();
    }

    /** A router that may lead there. An answer gets a route to the asker's network alone: a default route would divert more. */
    private Optional<Fault> gateway(InetAddress to) {
        String all = Family.of(to) == Family.INET6 ? "::/0" : "default";
        return new Gateways(world, net)
                .to(to).stream()
                        .findFirst()
                        .map(via -> fault(
                                to,
                                "there is no route to " + Ip.text(to) + ", no default route either",
                                Mend.route(net, "route", answer ? network(to).toString() : all, via)));
    }
}
