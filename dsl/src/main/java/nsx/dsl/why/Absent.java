package nsx.dsl.why;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nsx.dsl.why.EthernetSegment.Path;
import nsx.dsl.why.EthernetSegment.Role;
import nsx.dsl.why.Routing.Way;
import nsx.dsl.why.World.Place;
import nsx.filter.Packet;
import nsx.netlink.Ip;
import nsx.rtnl.Address;
import nsx.rtnl.Family;
import nsx.rtnl.Prefix;
import nsx.rtnl.RoutingRule;

/**
 * Why nobody on a device's cables answers for the address that the packet is sent to next.
 *
 * @param way the route that says so
 */
record Absent(
        World world,
        Place sender,
        EthernetSegment segment,
        Way way,
        InetAddress next,
        Packet packet,
        Translations translations) {
    Fault fault() {
        return given().or(this::refused)
                .or(this::beneath)
                .or(this::switchedOff)
                .or(this::diverted)
                .or(this::unplugged)
                .or(this::tooWide)
                .or(this::wrongGateway)
                .or(this::asleep)
                .or(this::vacant)
                .or(this::siblings)
                .or(this::apart)
                .orElseGet(() -> fault("nobody answers for " + Ip.text(next)));
    }

    /** A device that is down has lost its IPv6 addresses (addrconf_ifdown), so nobody knows whose it is that is asked for. */
    private Optional<Fault> asleep() {
        return segment.paths().stream()
                .map(Path::end)
                .filter(end -> Family.of(next) == Family.INET6
                        && end.net() != sender.net()
                        && !end.link().up())
                .findFirst()
                .map(Usable::down);
    }

    /** An existing address that duplicate address detection has rejected or not yet accepted. */
    private Optional<Fault> refused() {
        return elsewhere().stream()
                .flatMap(end -> end.net().addresses().stream()
                        .filter(a -> a.index() == end.link().index()
                                && a.prefix().address().equals(next)
                                && !NetState.isUsable(a))
                        .map(a -> refused(end, a)))
                .findFirst();
    }

    private Fault refused(Place end, Address address) {
        boolean failed = (address.flags() & Address.DADFAILED) != 0;
        return new Fault(
                end.toString(),
                "address",
                end + " has " + Ip.text(next) + " and does not use it: duplicate address detection "
                        + (failed ? "found it elsewhere (dadfailed)" : "is not over (tentative)"),
                failed ? List.of(Mend.again(end, address)) : List.of());
    }

    /** A device that has lost its IPv6 addresses because IPv6 is off there. */
    private Optional<Fault> switchedOff() {
        return Family.of(next) != Family.INET6
                ? Optional.empty()
                : segment.paths().stream()
                        .map(Path::end)
                        .filter(end -> end.net() != sender.net() && elsewhere().isEmpty())
                        .filter(end -> end.net().sysctl(off(end)) != 0)
                        .findFirst()
                        .map(end -> new Fault(
                                end.toString(),
                                "IPv6",
                                "IPv6 is off on " + end + ", which has no IPv6 address any more",
                                List.of()));
    }

    private static String off(Place end) {
        return "net/ipv6/conf/" + end.link().name() + "/disable_ipv6";
    }

    /** Macvlans on one device hear each other only when both have the mode bridge. */
    private Optional<Fault> siblings() {
        return elsewhere().stream()
                .filter(h -> EthernetSegment.isUpper(h) && EthernetSegment.isUpper(sender))
                .filter(h -> world.below(h).isPresent()
                        && world.below(h)
                                .map(Place::toString)
                                .equals(world.below(sender).map(Place::toString)))
                .findFirst()
                .map(h -> fault(Ip.text(next) + " is on " + h + ": both are macvlans on "
                        + world.below(h).orElseThrow() + ", and with the modes " + EthernetSegment.mode(sender)
                        + " and "
                        + EthernetSegment.mode(h) + " nothing passes from one to the other"));
    }

    /** A namespace has the address, but is not on these cables. */
    private Optional<Fault> apart() {
        return elsewhere().stream()
                .filter(h -> !h.link().flags().loopback())
                .findFirst()
                .map(h -> fault(
                        "nobody answers for " + Ip.text(next) + ", which " + h + " has: it is not on the same cable"));
    }

    /** A macvlan and what it stands on do not hear each other. */
    private Optional<Fault> beneath() {
        return elsewhere().stream()
                .filter(holder -> isUpon(sender, holder) || isUpon(holder, sender))
                .findFirst()
                .map(holder -> {
                    Place upper = EthernetSegment.isUpper(sender) ? sender : holder;
                    Place lower = upper == sender ? holder : sender;
                    String on = upper == sender
                            ? Ip.text(next) + " is on " + lower + ", on which " + upper + " stands"
                            : Ip.text(next) + " is on " + upper + ", which stands on " + lower;
                    return fault(on + ": nothing passes from one to the other");
                });
    }

    private boolean isUpon(Place upper, Place lower) {
        return EthernetSegment.isUpper(upper)
                && world.below(upper)
                        .filter(b -> b.toString().equals(lower.toString()))
                        .isPresent();
    }

    private Fault fault(String what, Cure... cures) {
        String name = way.via().isPresent() ? "gateway " : "";
        return new Fault(sender.toString(), "neighbour " + name + Ip.text(next), sender + ": " + what, cures);
    }

    /** An address that a router gives to senders without having it. */
    private Optional<Fault> given() {
        return translations.giver(next).filter(e -> elsewhere().isEmpty()).map(e -> {
            String what = "nobody answers for " + Ip.text(next) + ", which "
                    + e.at().net().name() + " gives to what it translates and does not have";
            return fault(what, Mend.address(e.at(), network(e.at())));
        });
    }

    private Prefix network(Place place) {
        return place.net().addresses(place.link(), Family.of(next)).stream()
                .map(Address::prefix)
                .filter(p -> p.contains(next))
                .map(p -> new Prefix(next, p.length()))
                .findFirst()
                .orElseGet(() -> Prefix.host(next));
    }

    /** The devices elsewhere that have the address. */
    List<Place> elsewhere() {
        return world.all().stream()
                .filter(n -> n != sender.net())
                .flatMap(n -> n.address(next).stream()
                        .flatMap(a -> n.link(a.index()).stream())
                        .map(l -> new Place(n, l)))
                .toList();
    }

    private Optional<Fault> diverted() {
        Way plain = new Routing(sender.net()).undiverted(Flow.to(packet.destination()));
        if (!way.isDiverted() || plain.dev().equals(way.dev()) && plain.via().equals(way.via())) {
            return Optional.empty();
        }
        RoutingRule rule = way.rule().orElseThrow();
        String what = "nobody answers for " + Ip.text(next) + ", to which rule "
                + Integer.toUnsignedString(rule.priority()) + " (" + rule.action() + " " + rule.table() + ") diverts";
        boolean known = packet.reply() || !packet.in().name().isEmpty();
        return Optional.of(fault(
                what,
                plain
                        .route()
                        .filter(r -> plain.leads())
                        .flatMap(r -> Mend.past(
                                sender.net(),
                                rule,
                                packet.destination(),
                                Optional.of(packet.source()).filter(s -> known),
                                r.table()))
                        .stream()
                        .toArray(Cure[]::new)));
    }

    /** The end of a cable beside the bridge that it should be in. */
    private Optional<Fault> unplugged() {
        return elsewhere().stream()
                .flatMap(holder -> {
                    EthernetSegment there = EthernetSegment.from(world, holder);
                    return Stream.concat(
                            loose(segment, bridges(holder, there)), loose(there, bridges(sender, segment)));
                })
                .findFirst();
    }

    private static List<Place> bridges(Place start, EthernetSegment segment) {
        return Stream.concat(
                        Stream.of(start).filter(p -> p.link().isSwitch()),
                        segment.paths().stream()
                                .flatMap(p -> p.points().stream())
                                .filter(p -> p.role() == Role.BRIDGE)
                                .map(EthernetSegment.Point::place))
                .distinct()
                .toList();
    }

    private Stream<Fault> loose(EthernetSegment cables, List<Place> bridges) {
        return cables.paths().stream()
                .filter(p -> p.points().get(p.points().size() - 1).role() == Role.END)
                .map(Path::end)
                .filter(end -> end.net().addresses(end.link(), Family.of(next)).stream()
                        .noneMatch(a -> Routing.isGlobal(a.prefix().address())))
                .flatMap(end -> bridges.stream()
                        .filter(b -> b.net() == end.net())
                        .map(b -> new Fault(
                                end.toString(),
                                "bridge port",
                                end + " is in no bridge: " + Ip.text(next) + " is behind " + b,
                                Mend.link(end, ".master(" + Mend.quote(b.link().name()) + ")"))));
    }

    /** The network of the sender's address is larger than that of the others on the cable, so the sender asks no router. */
    private Optional<Fault> tooWide() {
        if (way.via().isPresent()) {
            return Optional.empty();
        }
        return sender.net().addresses(sender.link(), Family.of(next)).stream()
                .filter(own -> own.prefix().contains(next))
                .flatMap(own -> narrower(own.prefix())
                        .map(other -> fault(
                                "wrong prefix: " + own.prefix() + " contains " + Ip.text(next)
                                        + ", which is not on its cable; others there are in " + other,
                                Mend.length(sender, own, other.length()))))
                .findFirst();
    }

    private Stream<Prefix> narrower(Prefix own) {
        return segment.paths().stream()
                .map(Path::end)
                .flatMap(end -> end.net().addresses(end.link(), Family.of(next)).stream())
                .map(Address::prefix)
                .filter(p -> p.length() > own.length() && p.contains(own.address()) && !p.contains(next));
    }

    private Optional<Fault> wrongGateway() {
        if (way.via().isEmpty() || way.route().isEmpty()) {
            return Optional.empty();
        }
        InetAddress destination = way.route().get().to().address();
        boolean all = way.route().get().isDefault();
        String text = all
                ? Family.of(next) == Family.INET6 ? "::/0" : "default"
                : way.route().get().to().toString();
        return routers(destination, all)
                .findFirst()
                .map(via -> fault(
                        "no gateway " + Ip.text(next) + " is there, but " + Ip.text(via) + " is",
                        Mend.route(sender.net(), "route.replace", text, via)));
    }

    /** Routers on the same cable. A default route counts only if it leads somewhere else. */
    private Stream<InetAddress> routers(InetAddress destination, boolean all) {
        if (!all) {
            return new Gateways(world, sender.net()).to(destination).stream();
        }
        return segment.paths().stream()
                .map(Path::end)
                .filter(end -> end.net().links().stream()
                        .anyMatch(l -> l.index() != end.link().index()
                                && !l.flags().loopback()
                                && end.net().addresses(l, Family.of(next)).stream()
                                        .anyMatch(
                                                a -> Routing.isGlobal(a.prefix().address()))))
                .flatMap(end -> end.net().addresses(end.link(), Family.of(next)).stream())
                .map(a -> a.prefix().address())
                .filter(a -> Routing.isGlobal(a)
                        && sender.net().addresses(sender.link(), Family.of(next)).stream()
                                .anyMatch(o -> o.prefix().contains(a)));
    }

    /** A device on the same cable that has no address. */
    private Optional<Fault> vacant() {
        if (!elsewhere().isEmpty()) {
            return Optional.empty();
        }
        Optional<Prefix> network = sender.net().addresses(sender.link(), Family.of(next)).stream()
                .map(Address::prefix)
                .filter(p -> p.contains(next))
                .findFirst();
        return segment.paths().stream()
                .map(Path::end)
                .filter(end -> end.net() != sender.net()
                        && end.net().addresses(end.link(), Family.of(next)).stream()
                                .noneMatch(a -> Routing.isGlobal(a.prefix().address())))
                .min(Comparator.comparingInt(end -> isLikely(end) ? 0 : 1))
                .flatMap(end -> network.map(p -> fault(
                        "nobody has the address " + Ip.text(next) + ", and " + end + " has none",
                        Mend.address(end, new Prefix(next, p.length())))));
    }

    /** A gateway forwards, and a host is not what switches. */
    private boolean isLikely(Place end) {
        boolean bridge = end.link().isSwitch();
        boolean forwards =
                end.net().sysctl("net/ipv4/ip_forward") != 0 || end.net().sysctl("net/ipv6/conf/all/forwarding") != 0;
        return way.via().isPresent() ? forwards || bridge : !bridge;
    }
}
