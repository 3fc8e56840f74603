package nsx.dsl.why;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import nsx.diag.InetSocket;
import nsx.dsl.why.Routing.Way;
import nsx.dsl.why.Walk.Hop;
import nsx.dsl.why.World.Place;
import nsx.filter.Packet;
import nsx.filter.Packet.Field;
import nsx.netlink.Ip;
import nsx.rtnl.Family;
import nsx.rtnl.Link;
import nsx.rtnl.Prefix;
import nsx.rtnl.Route;

/** One way of a packet to its destination, and of the answer back, hop by hop, until something stops it. */
final class RoundTrip {
    /** More routers than a packet passes on its way (the default of ip_default_ttl). */
    private static final int TTL = 64;

    private final World world;
    private final Choices choices;
    private final Trail trail = new Trail();
    private final Filters filters;
    private final Translations translations = new Translations(trail);
    /** The hops of the way there, by which the answer is expected back. */
    private final List<Hop> hops = new ArrayList<>();

    private final Leaving leaving;
    private final Crossing crossing;

    /** The mark of the answer. */
    private OptionalInt answering = OptionalInt.of(0);

    /**
     * The place of a packet: in a namespace, after it came by a device or was sent there.
     *
     * @param port the bridge port by which it came; empty without a bridge
     * @param by the device by which a packet that is sent there has to leave; empty for any
     */
    private record At(NetState net, Optional<Link> in, Optional<Link> by, Packet packet, Optional<Place> port) {
        At(NetState net, Optional<Link> in, Optional<Link> by, Packet packet) {
            this(net, in, by, packet, Optional.empty());
        }
    }

    RoundTrip(World world, Choices choices) {
        this.world = world;
        this.choices = choices;
        this.filters = new Filters(world, trail);
        this.leaving = new Leaving(world, trail, filters, translations, hops);
        this.crossing = new Crossing(world, trail, translations, choices);
    }

    /** Where it ends. */
    Found of(Sending sent) {
        try {
            run(sent);
            return trail.arrived();
        } catch (Fault fault) {
            return trail.broken(fault.because(remembered().reason()));
        }
    }

    /** The connections on the way that are remembered from before. */
    Remembered remembered() {
        return translations.remembered();
    }

    private void run(Sending sent) {
        InetAddress destination = sent.to();
        int protocol = sent.protocol();
        int from = sent.sourcePort();
        Flow flow = new Flow(
                destination,
                Optional.empty(),
                Optional.empty(),
                sent.by(),
                protocol,
                from,
                sent.port(),
                OptionalInt.of(0));
        InetAddress source = source(flow);
        Packet packet = new Packet(
                source, destination, protocol, from, sent.port(), false, Packet.Device.NONE, Packet.Device.NONE);
        new SocketPrograms(trail).asking(world.origin(), packet);
        Optional<At> there = travel(new At(world.origin(), Optional.empty(), sent.by(), packet));
        if (there.isEmpty()) {
            return;
        }
        Packet arrived = there.get().packet();
        Packet meant = new Packet(
                        arrived.destination(),
                        arrived.source(),
                        protocol,
                        arrived.port(),
                        arrived.sourcePort(),
                        true,
                        Packet.Device.NONE,
                        Packet.Device.NONE)
                .marked(answering)
                .rewritten(kept(arrived));
        NetState net = there.get().net();
        Packet answer = answer(net, there.get(), meant);
        trail.saw(net.name(), "answer", Routing.text(answer));
        Optional<Link> bound = answer.destination().isLinkLocalAddress()
                ? there.get().in()
                : there.get().by();
        travel(new At(net, Optional.empty(), bound, answer))
                .ifPresent(back -> new Answer(world, translations, hops, destination).check(back.net(), back.packet()));
    }

    /** Answers take over the class of traffic of what they answer, but for those of some programs (icmp_reply, tcp_reflect_tos). */
    private static Set<Field> kept(Packet asked) {
        return asked.isRewritten(Field.TRAFFIC_CLASS) ? Set.of(Field.TRAFFIC_CLASS) : Set.of();
    }

    /** The answer, from the address that was asked: a program that is bound to no address may leave it to the kernel. */
    private Packet answer(NetState net, At there, Packet answer) {
        if (answer.protocol() != Receiver.UDP
                || answer.sourcePort() == 0
                || there.in().isEmpty()) {
            return answer;
        }
        Flow back = Flow.of(answer, Optional.empty()).unbound();
        Way way = new Routing(net).way(back);
        Optional<InetAddress> chosen = way.isLocal()
                ? Optional.of(answer.source())
                : way.dev().stream()
                        .mapToObj(net::link)
                        .flatMap(Optional::stream)
                        .findFirst()
                        .flatMap(out -> new Routing(net).source(way, out, answer.destination()));
        boolean bound = net.held().sockets(answer.protocol()).orElse(List.of()).stream()
                .anyMatch(s -> s.localPort() == answer.sourcePort() && s.local().equals(answer.source()));
        if (bound || chosen.filter(a -> !a.equals(answer.source())).isEmpty()) {
            return answer;
        }
        String doubt = net.name() + ": answer: whether the program answers from " + Ip.text(answer.source())
                + ": it is bound to no address, and " + Ip.text(chosen.get()) + " is what the kernel chooses";
        boolean left = choices.pick(2, doubt) == 1;
        return left ? answer.exchanged(chosen.get(), answer.sourcePort(), answer.destination(), answer.port()) : answer;
    }

    private InetAddress source(Flow flow) {
        NetState net = world.origin();
        Routing routing = new Routing(net);
        Way way = routing.learnt(routing.way(flow), flow);
        way.doubt().ifPresent(doubt -> trail.unsure(net.name(), "rule", doubt));
        if (way.isLocal()) {
            return way.route().flatMap(Route::src).orElse(flow.to());
        }
        Link out = leaving.leading(net, way, flow, false);
        return routing.source(way, out, flow.to())
                .orElseThrow(() -> new Fault(
                        net.name() + ":" + out.name(),
                        "source address",
                        net.name() + " has no " + family(flow.to()) + " address to send from"));
    }

    private static String family(InetAddress address) {
        return Family.of(address) == Family.INET6 ? "IPv6" : "IPv4";
    }

    /** Goes on until the packet is where it belongs; empty when it goes where nothing can be seen. */
    private Optional<At> travel(At start) {
        At at = start;
        Lifetime lifetime = null;
        for (int passed = 0; passed < TTL; passed++) {
            Packet entered = at.in().isPresent() ? entered(at) : at.packet();
            Leaving.Left left = at.in().isPresent()
                    ? leaving.pass(at.net(), at.in().get(), entered)
                    : leaving.send(at.net(), at.by(), at.packet());
            if (left.out().isEmpty()) {
                int hops = lifetime == null
                        ? Lifetime.of(lo(at.net()), left.way(), left.packet()).hops()
                        : lifetime.hops() - passed + 1;
                return Optional.of(deliver(at, left.packet(), hops));
            }
            Place out = left.out().get();
            lifetime = lifetime == null ? Lifetime.of(out, left.way(), left.packet()) : lifetime;
            lifetime.check(trail, at.net(), passed, left.packet());
            Optional<Crossing.Crossed> arrival = cross(out, left, bridged(at, left, entered));
            if (arrival.isEmpty()) {
                return Optional.empty();
            }
            Place in = arrival.get().place();
            if (!left.packet().reply()) {
                hops.add(new Hop(out, in));
            }
            Packet fresh = arrival.get().packet().marked(OptionalInt.of(0));
            at = new At(
                    in.net(),
                    Optional.of(in.link()),
                    Optional.empty(),
                    fresh.in(Packet.State.NEW),
                    arrival.get().port());
        }
        throw new Fault(at.net().name(), "route", "the packet goes round in a circle");
    }

    private Optional<Crossing.Crossed> cross(Place out, Leaving.Left left, Optional<Place> bridged) {
        try {
            return crossing.cross(out, left.way(), left.next(), left.packet(), bridged);
        } catch (Fault fault) {
            // 127.0.0.1 is everybody's own address: it has to be replaced where it leaves
            throw left.packet().source().isLoopbackAddress() ? disguised(out, left.packet(), fault) : fault;
        }
    }

    private static Optional<Place> bridged(At at, Leaving.Left left, Packet entered) {
        boolean exchanged = !entered.destination().equals(at.packet().destination());
        return at.port().filter(p -> Leaving.isBridged(at.net(), at.in().orElseThrow(), left, exchanged));
    }

    /** The steps before routing. */
    private Packet entered(At at) {
        Place in = new Place(at.net(), at.in().get());
        Packet packet = translations.track(at.net(), at.packet()).between(Walk.device(in.link()), Packet.Device.NONE);
        Filters.Passed found = filters.before(in.net(), in, "prerouting", packet);
        Packet meant = translations.before(in, found.packet(), found.translation());
        Filters.Passed late = filters.after(in.net(), in, "prerouting", meant);
        Packet last = found.translation().isPresent()
                ? late.packet()
                : translations.before(in, late.packet(), late.translation());
        try {
            Arrival.check(trail, in, last);
        } catch (Fault fault) {
            throw hidden(last, fault);
        }
        return last;
    }

    /** Sockets see a looped packet as coming by the device that has the address (inet_iif). */
    private static Optional<Place> owner(NetState net, Packet packet) {
        return net.address(packet.destination())
                .flatMap(a -> net.link(a.index()))
                .map(l -> new Place(net, l));
    }

    /** A client that is sent back to itself gets no answer, unless the router replaces the source by its own address. */
    private Fault hidden(Packet packet, Fault fault) {
        return translations
                .taker(packet.destination())
                .map(e -> e.at().net())
                .flatMap(router ->
                        hops.stream().filter(h -> h.out().net() == router).reduce((a, b) -> b))
                .map(h -> disguised(h.out(), packet, fault))
                .orElse(fault);
    }

    /** With the line by which a namespace replaces the sender by an address of its own. */
    private Fault disguised(Place out, Packet packet, Fault fault) {
        List<Cure> cures = new ArrayList<>(fault.cures());
        cures.add(
                0,
                Mend.masquerade(out.net(), network(packet.source()), out.link().name()));
        return new Fault(fault.hop(), fault.looked(), fault.getMessage(), cures);
    }

    private Prefix network(InetAddress source) {
        return world.origin().address(source).map(a -> a.prefix().network()).orElseGet(() -> Prefix.host(source));
    }

    /** @param left the time to live with which it arrives */
    private At deliver(At at, Packet packet, int left) {
        NetState net = at.net();
        Place in = at.in().map(l -> new Place(net, l)).orElseGet(() -> lo(net));
        Packet inside = packet.between(Walk.device(in.link()), Packet.Device.NONE);
        Packet last = filters.check(net, in, "input", inside).packet();
        new Ipsec(trail).check("in", in, last);
        Packet meant = last.reply() ? translations.answered(net, last) : last;
        Optional<InetSocket> socket = meant.reply()
                ? Optional.empty()
                : new Receiver(world, trail, left)
                        .check(at.in().isPresent() ? in : owner(net, meant).orElse(in), meant);
        if (!meant.reply()) {
            answering = Receiver.mark(net, socket, meant);
        }
        // answers leave by the device that the socket is bound to
        Optional<Link> bound = socket.flatMap(s -> net.link(s.device()));
        trail.saw(
                net.name(),
                "delivered",
                Ip.text(packet.destination()) + " is an address of " + net.name()
                        + (at.in().isEmpty() ? " itself" : ""));
        return new At(net, at.in(), bound, meant);
    }

    private static Place lo(NetState net) {
        return new Place(net, net.loopback().orElseThrow());
    }
}
