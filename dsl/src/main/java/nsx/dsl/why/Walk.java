package nsx.dsl.why;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.dsl.value.network.Diagnosis;
import nsx.dsl.why.Routing.Way;
import nsx.dsl.why.World.Place;
import nsx.filter.Action;
import nsx.filter.Packet;
import nsx.netlink.Ip;
import nsx.nft.Protocol;
import nsx.rtnl.Family;
import nsx.rtnl.Link;
import nsx.rtnl.RouteType;

/** A packet's way to its destination and the answer's way back, hop by hop, until something stops it. */
public final class Walk {
    /** More routers than a packet passes on its way (the default of ip_default_ttl). */
    private static final int TTL = 64;

    private final World world;
    private final Trail trail = new Trail();
    private final Filters filters = new Filters(trail);
    private final Translations translations = new Translations(trail);
    /** The hops of the way there, by which the answer is expected back. */
    private final List<Hop> hops = new ArrayList<>();

    private final Crossing crossing;

    /** From a namespace by a device of its to a device of another. */
    record Hop(Place out, Place in) {}

    /** Where a packet is: in a namespace, by a device or sent there. */
    private record At(NetState net, Optional<Link> in, Packet packet) {}

    private Walk(World world) {
        this.world = world;
        this.crossing = new Crossing(world, trail, translations);
    }

    /**
     * Walks there and back.
     *
     * @param protocol its number in IP
     * @param port the destination port; 0 when none was said
     */
    public static Diagnosis of(World world, InetAddress destination, int protocol, int port) {
        Walk walk = new Walk(world);
        try {
            walk.run(destination, protocol, port);
            return walk.trail.arrived();
        } catch (Fault fault) {
            return walk.trail.broken(fault);
        }
    }

    private void run(InetAddress destination, int protocol, int port) {
        InetAddress source = source(destination);
        Packet packet =
                new Packet(source, destination, protocol, 0, port, false, Packet.Device.NONE, Packet.Device.NONE);
        Optional<At> there = travel(new At(world.origin(), Optional.empty(), packet));
        if (there.isEmpty() || hops.isEmpty()) {
            return;
        }
        Packet arrived = there.get().packet();
        Packet answer = new Packet(
                arrived.destination(),
                arrived.source(),
                protocol,
                port,
                0,
                true,
                Packet.Device.NONE,
                Packet.Device.NONE);
        trail.saw(there.get().net().name(), "answer", Routing.text(answer));
        travel(new At(there.get().net(), Optional.empty(), answer))
                .ifPresent(back -> new Answer(world, translations, hops, destination).check(back.net(), back.packet()));
    }

    private InetAddress source(InetAddress destination) {
        NetState net = world.origin();
        Routing routing = new Routing(net);
        Way way = routing.way(destination, Optional.empty(), Optional.empty());
        if (way.isLocal()) {
            return destination;
        }
        Link out = leading(net, way, destination, false);
        return routing.source(way, out, destination)
                .orElseThrow(() -> new Fault(
                        net.name() + ":" + out.name(),
                        "source address",
                        net.name() + " has no " + family(destination) + " address to send from",
                        null));
    }

    private static String family(InetAddress address) {
        return Family.of(address) == Family.INET6 ? "IPv6" : "IPv4";
    }

    /** The device that the way leads to; a fault when it leads nowhere. */
    private Link leading(NetState net, Way way, InetAddress destination, boolean answer) {
        if (!way.leads()) {
            throw new NoRoute(world, hops, net, answer, translations).fault(way, destination);
        }
        return way.dev().stream()
                .mapToObj(net::link)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new Fault(net.name(), "route", way + " leads to no device", null));
    }

    /** Goes on until the packet is where it belongs; empty when it goes where nothing can be seen. */
    private Optional<At> travel(At start) {
        At at = start;
        for (int ttl = 0; ttl < TTL; ttl++) {
            Packet packet = enter(at);
            NetState net = at.net();
            Way way = new Routing(net).way(packet.destination(), spoken(at, packet), at.in());
            if (way.isLocal()) {
                deliver(net, at.in(), packet);
                return Optional.of(new At(net, at.in(), packet));
            }
            Link out = leading(net, way, packet.destination(), packet.reply());
            trail.saw(net.name(), "route", describe(way, out));
            way.route()
                    .map(r -> r.hops().size())
                    .filter(n -> n > 1)
                    .ifPresent(n -> trail.notSeen(
                            net.name(),
                            "route",
                            "which of its " + n + " ways the kernel takes: the first one is looked at"));
            InetAddress next = way.via().orElse(packet.destination());
            Packet leaving = leave(at, packet, out, next);
            Optional<Crossing.Crossed> arrival =
                    crossing.cross(new Place(net, out), way, next, leaving, packet.reply());
            if (arrival.isEmpty()) {
                return Optional.empty();
            }
            if (!packet.reply()) {
                hops.add(new Hop(new Place(net, out), arrival.get().place()));
            }
            Place in = arrival.get().place();
            at = new At(in.net(), Optional.of(in.link()), arrival.get().packet());
        }
        throw new Fault(at.net().name(), "route", "the packet goes round in a circle", null);
    }

    /** The source as routing sees it: that of a socket that is not bound is chosen after it, but TCP looks again with it. */
    private static Optional<InetAddress> spoken(At at, Packet packet) {
        boolean unbound = at.in().isEmpty() && !packet.reply() && packet.protocol() != Protocol.TCP.number();
        return unbound ? Optional.empty() : Optional.of(packet.source());
    }

    private static String describe(Way way, Link out) {
        return way + way.via().map(v -> " via " + Ip.text(v)).orElse("") + " dev " + out.name();
    }

    /** What happens before routing. */
    private Packet enter(At at) {
        if (at.in().isEmpty()) {
            return at.packet();
        }
        Place in = new Place(at.net(), at.in().get());
        Packet packet = at.packet().between(device(in.link()), Packet.Device.NONE);
        Optional<Action> found = filters.checkBefore(in.net(), in, "prerouting", packet);
        Packet meant = translations.before(in, packet, found);
        Optional<Action> late = filters.checkAfter(in.net(), in, "prerouting", meant);
        Packet last = found.isPresent() ? meant : translations.before(in, meant, late);
        Arrival.check(trail, in, last);
        return last;
    }

    private void deliver(NetState net, Optional<Link> in, Packet packet) {
        if (in.isPresent()) {
            filters.check(net, new Place(net, in.get()), "input", packet);
            trail.saw(net.name(), "delivered", Ip.text(packet.destination()) + " is an address of " + net.name());
            return;
        }
        Place lo = net.links().stream()
                .filter(l -> l.flags().loopback())
                .map(l -> new Place(net, l))
                .findFirst()
                .orElseThrow(() -> new Fault(net.name(), "device", net.name() + " has no loopback device", null));
        if (!lo.link().up()) {
            throw Crossing.down(lo);
        }
        Packet inside = packet.between(Packet.Device.NONE, device(lo.link()));
        filters.check(net, lo, "output", inside);
        filters.check(net, lo, "input", packet.between(device(lo.link()), Packet.Device.NONE));
        trail.saw(
                net.name(), "delivered", Ip.text(packet.destination()) + " is an address of " + net.name() + " itself");
    }

    /** What happens between routing and the device. */
    private Packet leave(At at, Packet packet, Link out, InetAddress next) {
        NetState net = at.net();
        Optional<Link> in = at.in();
        Place place = new Place(net, out);
        Packet routed = packet.between(in.map(Walk::device).orElse(Packet.Device.NONE), device(out));
        if (in.isPresent()) {
            Arrival.checkForwarding(trail, new Place(net, in.get()), routed);
        }
        filters.check(net, place, in.isPresent() ? "forward" : "output", routed);
        Packet last = routed.between(Packet.Device.NONE, device(out));
        Optional<Action> found = filters.checkBefore(net, place, "postrouting", last);
        Packet meant = translations.after(place, next, last, found);
        Optional<Action> late = filters.checkAfter(net, place, "postrouting", meant);
        return found.isPresent() ? meant : translations.after(place, next, meant, late);
    }

    static Packet.Device device(Link link) {
        return new Packet.Device(link.index(), link.name());
    }

    /** Whether a type of route answers instead of leading anywhere. */
    static boolean refuses(RouteType type) {
        return type == RouteType.BLACKHOLE || type == RouteType.UNREACHABLE || type == RouteType.PROHIBIT;
    }
}
