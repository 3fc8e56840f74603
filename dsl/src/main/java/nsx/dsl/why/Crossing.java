package nsx.dsl.why;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nsx.dsl.why.Routing.Way;
import nsx.dsl.why.Segment.Path;
import nsx.dsl.why.Segment.Point;
import nsx.dsl.why.Segment.Role;
import nsx.dsl.why.World.Place;
import nsx.filter.Packet;
import nsx.netlink.Ip;
import nsx.rtnl.Link;
import nsx.rtnl.Neighbour;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;

/** From one device that has IP to the next: cables, bridges and the neighbour table. */
record Crossing(World world, Trail trail, Translations translations) {
    /** Where a packet came to, and as what: bridges may exchange addresses too. */
    record Crossed(Place place, Packet packet) {}

    /** Where the frame arrives; empty when it goes where nothing can be seen. */
    Optional<Crossed> cross(Place sender, Way way, InetAddress next, Packet packet, boolean answer) {
        up(sender);
        Segment segment = Segment.from(world, sender);
        List<Path> holders = segment.paths().stream()
                .filter(p -> p.end().net() != sender.net())
                .filter(p -> p.end().net().answers(p.end().link(), next))
                .toList();
        long namespaces = holders.stream().map(p -> p.end().net()).distinct().count();
        if (namespaces > 1) {
            throw duplicate(sender, holders, next);
        }
        if (holders.isEmpty()) {
            return nobody(sender, segment, way, next, answer);
        }
        Path path = holders.get(0);
        Packet passed = pass(path, packet);
        neighbour(sender, path.end(), next);
        trail.saw(sender, "neighbour", Ip.text(next) + " is " + path.end());
        if (!path.end().net().who().isEmpty()) {
            trail.saw(
                    path.end().net().name(),
                    "namespace",
                    "has no name; in it: " + path.end().net().who());
        }
        return Optional.of(new Crossed(path.end(), passed));
    }

    static Fault down(Place place) {
        return new Fault(place.toString(), "device", place + " is down", Mend.link(place, ".up()"));
    }

    private static void up(Place place) {
        if (!place.link().up()) {
            throw down(place);
        }
    }

    private Optional<Crossed> nobody(Place sender, Segment segment, Way way, InetAddress next, boolean answer) {
        List<Place> stacked =
                segment.beyond().stream().filter(Crossing::isStacked).toList();
        if (!stacked.isEmpty()) {
            stacked.forEach(p -> below(p).ifPresent(Crossing::up));
            stacked.forEach(p ->
                    trail.notSeen(p, "device", "where frames of a " + p.link().kind() + " come to"));
            return Optional.empty();
        }
        Optional<Neighbour> known = sender.net().neighbour(sender.link(), next);
        boolean failed = known.filter(n -> (n.states() & Neighbour.FAILED) != 0).isPresent();
        if (!segment.beyond().isEmpty()
                && !failed
                && new Absent(world, sender, segment, way, next, translations)
                        .elsewhere()
                        .isEmpty()) {
            segment.beyond().forEach(p -> trail.notSeen(p, "cable", "where it leads, and the answer's way from there"));
            return Optional.empty();
        }
        throw new Absent(world, sender, segment, way, next, translations).fault(answer);
    }

    /** Whether it sends through another device or a tunnel, in ways that are not followed here. */
    private static boolean isStacked(Place place) {
        String kind = place.link().kind();
        return !kind.isEmpty() && Kinds.ofKernel(kind).map(Kind::isPassingOn).orElse(true);
    }

    /** The device that it stands on. */
    private Optional<Place> below(Place place) {
        Optional<NetState> there = place.link().linkNetnsId().isEmpty()
                ? Optional.of(place.net())
                : world.numbered(place.net(), place.link().linkNetnsId().getAsInt());
        return place.link().link().isEmpty()
                ? Optional.empty()
                : there.flatMap(net -> net.link(place.link().link().getAsInt()).map(l -> new Place(net, l)));
    }

    /** The one that came last is taken for the mistake. */
    private Fault duplicate(Place sender, List<Path> holders, InetAddress next) {
        Place last = holders.stream()
                .map(Path::end)
                .reduce((a, b) -> made(b, next) >= made(a, next) ? b : a)
                .orElseThrow();
        String all = String.join(
                " and ", holders.stream().map(p -> p.end().toString()).toList());
        return new Fault(
                sender.toString(),
                "neighbour",
                "duplicate address: " + all + " both answer for " + Ip.text(next),
                last.net()
                        .address(next)
                        .flatMap(a -> last.net().link(a.index()).map(l -> Mend.noAddress(new Place(last.net(), l), a)))
                        .map(line -> line + forget(sender, last, next))
                        .orElse(null));
    }

    /** What the sender believes for some time still. */
    private static String forget(Place sender, Place wrong, InetAddress next) {
        boolean believed = sender.net()
                .neighbour(sender.link(), next)
                .filter(n -> n.mac().equals(wrong.link().mac()))
                .isPresent();
        return believed ? "; " + Mend.noNeighbour(sender, next) : "";
    }

    private static long made(Place place, InetAddress address) {
        return place.net()
                .address(address)
                .flatMap(a -> a.all().struct("IFA_CACHEINFO"))
                .map(info -> info.number("cstamp"))
                .orElse(0L);
    }

    /** Everything between the two devices, in the order in which the frame comes to it. */
    private Packet pass(Path path, Packet packet) {
        Packet passed = packet;
        Point before = null;
        Point entrance = null;
        Place sender = path.points().get(0).place();
        for (Point point : path.points()) {
            up(point.place());
            if (point.role() == Role.IN || point.role() == Role.OUT) {
                forwards(point.place());
            }
            if (point.role() == Role.OUT && entrance != null) {
                isolated(entrance.place(), point.place());
            }
            if (point.role() == Role.OUT) {
                remembered(point.place(), path.end());
                passed = bridged(before.place(), entrance, point, passed);
            }
            if (point.role() != Role.SENDER && point.role() != Role.BRIDGE) {
                fits(sender, point.place());
            }
            entrance = point.role() == Role.IN ? point : point.role() == Role.OUT ? null : entrance;
            before = point;
        }
        carrier(sender);
        return passed;
    }

    private static void carrier(Place sender) {
        if (!sender.link().flags().lowerUp()) {
            throw new Fault(sender.toString(), "carrier", sender + " has no carrier", null);
        }
    }

    private static void forwards(Place port) {
        // the ports of a bridge that is down are disabled
        port.net().bridge(port.link()).ifPresent(bridge -> up(new Place(port.net(), bridge)));
        String state = port.link().slaveData().string("IFLA_BRPORT_STATE", "forwarding");
        if (!state.equals("forwarding") && port.link().flags().lowerUp()) {
            Optional<Link> master = port.net().bridge(port.link());
            String bridge = master.map(Link::name).orElse("");
            if (master.filter(b -> b.data().integer("IFLA_BR_STP_STATE", 0) != 0)
                    .isPresent()) {
                // the state of a port is the protocol's to set (br_set_state): EBUSY for everybody else
                throw new Fault(
                        port.toString(),
                        "bridge port",
                        port + " is a port in state " + state + ": the spanning tree of " + bridge + " "
                                + (state.equals("blocking") ? "has another way" : "has not opened it yet"),
                        null);
            }
            throw new Fault(
                    port.toString(),
                    "bridge port",
                    port + " is a port in state " + state + " and passes nothing on",
                    Mend.port(port.net(), bridge, port.link().name(), "state: 'forwarding'"));
        }
    }

    private static void isolated(Place in, Place out) {
        boolean both = in.link().slaveData().truth("IFLA_BRPORT_ISOLATED")
                && out.link().slaveData().truth("IFLA_BRPORT_ISOLATED");
        if (both) {
            String bridge = in.net().bridge(in.link()).map(Link::name).orElse("");
            throw new Fault(
                    in.toString(),
                    "bridge port",
                    in + " and " + out + " are isolated ports: nothing passes from one to the other",
                    Mend.port(in.net(), bridge, in.link().name(), "isolated: false"));
        }
    }

    /** A static entry of the bridge that sends frames for the destination out of another port. */
    private static void remembered(Place out, Place end) {
        String mac = end.link().mac().orElse("");
        NetState net = out.net();
        net.fdb().stream()
                .filter(n -> n.mac().filter(mac::equalsIgnoreCase).isPresent())
                .filter(n -> (n.states() & (Neighbour.PERMANENT | Neighbour.NOARP)) != 0
                        && n.index() != out.link().index())
                .flatMap(n -> net.link(n.index()).stream())
                .filter(l -> l.master().equals(out.link().master()))
                .findFirst()
                .map(l -> new Place(net, l))
                .ifPresent(wrong -> {
                    throw new Fault(
                            wrong.toString(),
                            "forwarding table",
                            "a static entry sends frames for " + mac + " out of " + wrong + " instead of " + out,
                            Mend.noFdb(wrong, mac));
                });
    }

    /** With br_netfilter connection tracking sees what a bridge passes on, and gives answers the source back that was asked. */
    private Packet bridged(Place bridge, Point in, Point out, Packet packet) {
        boolean calls = false;
        if (in != null) {
            trail.saw(bridge, "bridge", "passes it on");
            calls = new Filters(trail).checkBridge(bridge, in.place(), out.place(), packet);
        }
        if (bridge.link().data().truth("IFLA_BR_VLAN_FILTERING")) {
            trail.notSeen(bridge, "bridge", "which VLANs its ports are in");
        }
        return calls && packet.reply()
                ? translations.after(bridge, packet.destination(), packet, Optional.empty())
                : packet;
    }

    /** A device drops frames that are longer than its own MTU without a word (is_skb_forwardable of net/core/dev.c). */
    private void fits(Place sender, Place place) {
        int most = sender.link().mtu();
        if (place.link().mtu() < most) {
            trail.lesser(new Fault(
                    place.toString(),
                    "MTU",
                    "packets above " + place.link().mtu() + " bytes are lost: the MTU of " + sender + " is " + most
                            + ", that of " + place + " is " + place.link().mtu(),
                    Mend.link(place, ".mtu = " + most)));
        }
    }

    private static void neighbour(Place sender, Place end, InetAddress next) {
        Optional<Neighbour> entry = sender.net().neighbour(sender.link(), next);
        String mac = entry.flatMap(Neighbour::mac).orElse("").toLowerCase(Locale.ROOT);
        String right = end.link().mac().orElse("").toLowerCase(Locale.ROOT);
        boolean known = entry.filter(n -> (n.states() & Neighbour.FAILED) == 0).isPresent() && !mac.isEmpty();
        if (known && !right.isEmpty() && !mac.equals(right)) {
            throw new Fault(
                    sender.toString(),
                    "neighbour",
                    "the neighbour table of " + sender.net().name() + " has " + mac + " ("
                            + entry.get().state() + ") for " + Ip.text(next) + ", which is " + right,
                    Mend.noNeighbour(sender, next));
        }
    }
}
