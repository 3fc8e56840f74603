package nsx.dsl.why;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import nsx.dsl.why.Routing.Way;
import nsx.dsl.why.Walk.Hop;
import nsx.dsl.why.World.Place;
import nsx.filter.Packet;
import nsx.netlink.Ip;
import nsx.rtnl.Link;

/** The way of a packet out of a namespace that sends or forwards it: routing, output rules, and routing again. */
record Leaving(World world, Trail trail, Filters filters, Translations translations, List<Hop> hops) {
    /**
     * The outcome.
     *
     * @param out the outgoing device; empty for a packet to the namespace itself
     * @param next the address to which it is sent on the cable
     */
    record Left(Packet packet, Way way, Optional<Place> out, InetAddress next) {}

    /** A way and the device that it leads to. */
    private record Exit(Way way, Link out) {}

    /** Whether br_netfilter leaves a packet to the bridge: one that got another address and leaves by the bridge that it came by. */
    static boolean isBridged(NetState net, Link in, Left left, boolean exchanged) {
        return exchanged
                && in.isSwitch()
                && left.out().filter(o -> o.link().index() == in.index()).isPresent()
                && net.isCalling(in, left.packet().isIpv6());
    }

    /** A packet that came by a device. */
    Left pass(NetState net, Link in, Packet packet) {
        Flow flow = Flow.of(packet, Optional.of(in));
        Way way = routed(net, flow);
        if (way.isLocal()) {
            return new Left(packet, way, Optional.empty(), packet.destination());
        }
        Link out = leading(net, way, flow, packet.reply());
        say(net, way, out);
        Packet between = packet.between(Walk.device(in), Walk.device(out));
        Arrival.checkForwarding(trail, new Place(net, in), between);
        new Ipsec(trail).check("fwd", new Place(net, in), between);
        Packet forwarded =
                filters.check(net, new Place(net, out), "forward", between).packet();
        return last(net, way, out, forwarded);
    }

    /** A packet that is sent here. */
    Left send(NetState net, Optional<Link> by, Packet sent) {
        Packet packet = translations.track(net, sent);
        Flow flow = spoken(packet).by(by);
        Way way = routed(net, flow);
        again(net, way, packet, by);
        Link out = way.isLocal() ? lo(net) : leading(net, way, flow, packet.reply());
        if (!way.isLocal()) {
            say(net, way, out);
        }
        Place loopback = new Place(net, lo(net));
        Filters.Passed early = filters.before(
                net, new Place(net, out), "output", packet.between(Packet.Device.NONE, Walk.device(out)));
        Packet meant = translations.before(loopback, early.packet(), early.translation());
        boolean again = !meant.destination().equals(packet.destination()) || early.rerouted();
        if (again) {
            Exit exit = rerouted(net, meant);
            way = exit.way();
            out = exit.out();
        }
        Filters.Passed late =
                filters.after(net, new Place(net, out), "output", meant.between(Packet.Device.NONE, Walk.device(out)));
        if (late.rerouted()) {
            Exit exit = rerouted(net, late.packet());
            way = exit.way();
            out = exit.out();
        }
        if (!way.isLocal()) {
            return last(net, way, out, late.packet());
        }
        return new Left(around(net, late.packet(), way), way, Optional.empty(), meant.destination());
    }

    /** The way of a packet that is sent, after a rule changed what its route depends on. */
    private Exit rerouted(NetState net, Packet packet) {
        Flow flow = Flow.of(packet, Optional.empty());
        Way way = routed(net, flow);
        Link out = way.isLocal() ? lo(net) : leading(net, way, flow, packet.reply());
        if (!way.isLocal()) {
            say(net, way, out);
        }
        martian(net, out, packet);
        return new Exit(way, out);
    }

    /** A packet to the namespace itself goes through its loopback device. */
    private Packet around(NetState net, Packet packet, Way way) {
        Place lo = new Place(net, lo(net));
        if (!lo.link().up()) {
            throw Usable.down(lo);
        }
        Packet left = last(net, way, lo.link(), packet).packet();
        Packet in = left.between(Walk.device(lo.link()), Packet.Device.NONE);
        return filters.untranslated(net, lo, "prerouting", in).packet();
    }

    /**
     * The flow for routing: ping looks its route up without a source, while programs that connect look it up again with one.
     */
    private static Flow spoken(Packet packet) {
        Flow flow = Flow.of(packet, Optional.empty());
        boolean unbound = !packet.reply()
                && (packet.isIpv6() || packet.protocol() != Receiver.TCP && packet.protocol() != Receiver.UDP);
        return unbound ? flow.unbound() : flow;
    }

    /** Routes of IPv6 that are for a sender alone take what looked its way up without one, or not: it depends on the program. */
    private void again(NetState net, Way way, Packet packet, Optional<Link> by) {
        if (packet.isIpv6() && !packet.reply()) {
            Way bound = new Routing(net).way(Flow.of(packet, Optional.empty()).by(by));
            if (!bound.route().equals(way.route())) {
                trail.unsure(
                        net.name(), "route", "whether " + bound + " takes it, which is for its source address alone");
            }
        }
    }

    private static Link lo(NetState net) {
        return net.loopback()
                .orElseThrow(() -> new Fault(net.name(), "device", net.name() + " has no loopback device"));
    }

    private Way routed(NetState net, Flow flow) {
        Routing routing = new Routing(net);
        Way way = routing.learnt(routing.way(flow), flow);
        way.doubt().ifPresent(doubt -> trail.unsure(net.name(), "rule", doubt));
        return way;
    }

    /** The device that the way leads to; a fault when it leads nowhere. */
    Link leading(NetState net, Way way, Flow flow, boolean answer) {
        if (!way.leads()) {
            throw new NoRoute(world, hops, net, answer, translations).fault(way, flow);
        }
        way.indirect().ifPresent(what -> trail.unsure(net.name(), "route", what));
        return way.dev().stream()
                .mapToObj(net::link)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new Fault(net.name(), "route", way + " leads to no device"));
    }

    private void say(NetState net, Way way, Link out) {
        trail.saw(
                net.name(),
                "route",
                way + way.via().map(v -> " via " + Ip.text(v)).orElse("") + " dev " + out.name());
        int ways = way.route().map(r -> r.hops().size()).orElse(0);
        if (ways > 1) {
            trail.unsure(
                    net.name(), "route", "which of its " + ways + " ways the kernel takes: the first one is looked at");
        }
    }

    /** An address of 127.0.0.0/8 leaves by a cable only where that is allowed (__mkroute_output of net/ipv4/route.c). */
    private static void martian(NetState net, Link out, Packet packet) {
        if (!packet.isIpv6()
                && packet.source().isLoopbackAddress()
                && !out.flags().loopback()
                && net.most(out, "route_localnet") == 0) {
            throw new Fault(
                    net.name() + ":" + out.name(),
                    "route_localnet",
                    net.name() + ":" + out.name() + " sends nothing from " + Ip.text(packet.source())
                            + ": route_localnet is 0",
                    Mend.sysctl(net, Arrival.path(out.name(), "route_localnet"), 1));
        }
    }

    /** The steps between routing and the device. */
    private Left last(NetState net, Way way, Link out, Packet packet) {
        Place place = new Place(net, out);
        InetAddress next = way.isLocal() ? packet.destination() : way.via().orElse(packet.destination());
        // rules behind routing see the device too that it came by (ip_output, ip6_output)
        Packet leaving = packet.between(packet.in(), Walk.device(out));
        new Ipsec(trail).check("out", place, leaving);
        Filters.Passed found = filters.before(net, place, "postrouting", leaving);
        Packet meant = translations.after(place, next, found.packet(), found.translation());
        Filters.Passed late = filters.after(net, place, "postrouting", meant);
        Packet done = found.translation().isPresent()
                ? late.packet()
                : translations.after(place, next, late.packet(), late.translation());
        return new Left(done, way, Optional.of(place), next);
    }
}
