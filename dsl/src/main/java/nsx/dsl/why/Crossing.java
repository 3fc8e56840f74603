package nsx.dsl.why;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nsx.dsl.why.Passage.Cast;
import nsx.dsl.why.Routing.Way;
import nsx.dsl.why.Segment.Path;
import nsx.dsl.why.Segment.Point;
import nsx.dsl.why.Segment.Role;
import nsx.dsl.why.World.Place;
import nsx.filter.Packet;
import nsx.netlink.Ip;
import nsx.rtnl.Family;
import nsx.rtnl.LinkFlags;
import nsx.rtnl.Neighbour;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;

/**
 * From one device that has IP to the next: cables, bridges and the neighbour table.
 *
 * @param heard who asked for a neighbour on the way so far, by who heard it and the address that it was asked with
 */
record Crossing(World world, Trail trail, Translations translations, Choices choices, Map<String, String> heard) {
    Crossing(World world, Trail trail, Translations translations, Choices choices) {
        this(world, trail, translations, choices, new HashMap<>());
    }

    /**
     * Where a packet came to, and as what: bridges may exchange addresses too.
     *
     * @param port the port of a bridge that it came by, where the bridge itself is the place; else empty
     */
    record Crossed(Place place, Packet packet, Optional<Place> port) {}

    /** Who answered. */
    private record Answerer(Path path, Asking.Reply reply) {}

    /** Where the frame arrives; empty when it goes where nothing can be seen. */
    Optional<Crossed> cross(Place sender, Way way, InetAddress next, Packet packet) {
        return cross(sender, way, next, packet, Optional.empty());
    }

    /** @param came the port of the bridge that the frame came by and was not routed behind; empty for others */
    Optional<Crossed> cross(Place sender, Way way, InetAddress next, Packet packet, Optional<Place> came) {
        Optional<Crossed> there = crossed(sender, way, next, packet);
        came.flatMap(port -> reflecting(port, sender, there)).ifPresent(fault -> {
            throw fault;
        });
        return there;
    }

    /** A port sends nothing back out that came in by it, unless it is told to. */
    private Optional<Fault> reflecting(Place port, Place bridge, Optional<Crossed> there) {
        boolean same = there.isPresent()
                && Segment.from(world, bridge).paths().stream()
                        .filter(p ->
                                p.end().toString().equals(there.get().place().toString()))
                        .anyMatch(p -> p.points().size() > 1
                                && p.points().get(1).place().toString().equals(port.toString()));
        return same && !port.link().slaveData().truth("IFLA_BRPORT_MODE")
                ? Optional.of(new Fault(
                        port.toString(),
                        "bridge port",
                        port + " sends nothing back out that came in by it: its option hairpin is off, and br_netfilter"
                                + " leaves to the bridge what it gave another address",
                        Mend.port(port.net(), bridge.link().name(), port.link().name(), "hairpin: true")))
                : Optional.empty();
    }

    private Optional<Crossed> crossed(Place sender, Way way, InetAddress next, Packet packet) {
        up(sender);
        new Programs(trail).sending(sender);
        if (isTunnel(sender)) {
            world.below(sender).ifPresent(Crossing::up);
            notFollowed(sender);
            return Optional.empty();
        }
        Segment segment = Segment.from(world, sender);
        List<Answerer> answering = answering(sender, segment, next, packet);
        unique(sender, answering, next);
        Optional<Neighbour> known = Asking.known(sender, next);
        Optional<Path> asked = remembered(sender, segment, next);
        if (asked.isPresent() && known.filter(Crossing::isFixed).isEmpty()) {
            trail.saw(sender, "neighbour", Ip.text(next) + " is " + asked.get().end());
            return Optional.of(arrive(asked.get(), packet, true));
        }
        if (known.isPresent() && !isOwn(sender, known.get())) {
            Optional<Crossed> there = believed(sender, segment, known.get(), next, packet);
            if (there.isPresent()) {
                return there;
            }
        } else if (sender.link().flags().has(LinkFlags.NOARP)) {
            throw new Fault(
                    sender.toString(),
                    "ARP",
                    "ARP is off on " + sender + ": it sends frames for " + Ip.text(next) + " to its own address",
                    Mend.arp(sender));
        }
        return asked(sender, segment, way, next, packet, answering);
    }

    /** An entry that nothing that is heard changes. */
    private static boolean isFixed(Neighbour entry) {
        return (entry.states() & (Neighbour.PERMANENT | Neighbour.NOARP)) != 0;
    }

    /** Who is asked for an address learns that of the asker (neigh_event_ns of net/core/neighbour.c, ndisc_recv_ns). */
    private void remember(Path path, InetAddress asker) {
        heard.put(path.end() + " " + Ip.text(asker), path.sender().toString());
    }

    private Optional<Path> remembered(Place sender, Segment segment, InetAddress next) {
        return Optional.ofNullable(heard.get(sender + " " + Ip.text(next)))
                .flatMap(who -> segment.paths().stream()
                        .filter(p -> p.end().toString().equals(who))
                        .findFirst());
    }

    /** A device without ARP has an entry with its own address for everybody. */
    private static boolean isOwn(Place sender, Neighbour entry) {
        return (entry.states() & Neighbour.NOARP) != 0
                && sender.link().flags().has(LinkFlags.NOARP)
                && entry.mac().equals(sender.link().mac());
    }

    /** To the hardware address that the neighbour table has, whoever that is. */
    private Optional<Crossed> believed(
            Place sender, Segment segment, Neighbour entry, InetAddress next, Packet packet) {
        String mac = entry.mac().orElseThrow().toLowerCase(Locale.ROOT);
        List<Path> holders = segment.paths().stream()
                .filter(p -> p.end()
                        .link()
                        .mac()
                        .map(m -> m.toLowerCase(Locale.ROOT))
                        .filter(mac::equals)
                        .isPresent())
                .toList();
        if (holders.isEmpty()) {
            List<Path> right = segment.paths().stream()
                    .filter(p -> asking(sender, next, packet).of(p.end()).isPresent())
                    .toList();
            if (right.isEmpty() && !segment.beyond().isEmpty()) {
                return Optional.empty();
            }
            throw wrong(sender, entry, next, right);
        }
        Path path = holders.size() == 1 ? holders.get(0) : same(holders, mac);
        trail.saw(sender, "neighbour", Ip.text(next) + " is " + path.end());
        return Optional.of(arrive(path, packet, false));
    }

    private Path same(List<Path> holders, String mac) {
        trail.unsure(
                holders.get(0).end(),
                "device",
                "which of " + all(holders) + " gets the frame: they have the same hardware address " + mac);
        return holders.get(0);
    }

    private Fault wrong(Place sender, Neighbour entry, InetAddress next, List<Path> right) {
        if (right.isEmpty()) {
            right = Segment.from(world, sender).paths().stream()
                    .filter(p -> p.end().net().address(next).isPresent())
                    .toList();
        }
        String which = right.isEmpty()
                ? ", which no device there has"
                : ", which is " + right.get(0).end().link().mac().orElse("another");
        return new Fault(
                sender.toString(),
                "neighbour",
                "the neighbour table of " + sender.net().name() + " has "
                        + entry.mac().orElse("").toLowerCase(Locale.ROOT) + " (" + entry.state() + ") for "
                        + Ip.text(next) + which,
                Mend.noNeighbour(sender, next));
    }

    private Asking asking(Place sender, InetAddress next, Packet packet) {
        NetState net = sender.net();
        if (Family.of(next) == Family.INET6) {
            return new Asking(sender, next, solicitor(sender, packet.source()));
        }
        boolean local = new Routing(net).way(Flow.to(packet.source())).isLocal();
        Optional<InetAddress> asker = local
                        && net.sysctl(Arrival.path("all", "arp_announce")) == 0
                        && net.sysctl(Arrival.path(sender.link().name(), "arp_announce")) == 0
                        && Family.of(packet.source()) == Family.of(next)
                ? Optional.of(packet.source())
                : new Sources(net).choose(sender.link(), Optional.of(next), next);
        return new Asking(sender, next, asker);
    }

    /** The packet's source where the device has it, else the address of the cable alone (ndisc_solicit of net/ipv6/ndisc.c). */
    private static Optional<InetAddress> solicitor(Place sender, InetAddress source) {
        List<InetAddress> own = sender.net().addresses(sender.link(), Family.INET6).stream()
                .map(a -> a.prefix().address())
                .toList();
        return own.stream()
                .filter(source::equals)
                .findFirst()
                .or(() -> own.stream().filter(InetAddress::isLinkLocalAddress).findFirst());
    }

    private static Cast cast(InetAddress next) {
        return Family.of(next) == Family.INET6 ? Cast.MULTICAST : Cast.BROADCAST;
    }

    /** Who would be asked for the address and answer, were nothing on the way back. */
    private List<Answerer> answering(Place sender, Segment segment, InetAddress next, Packet packet) {
        return answerers(sender, segment, next, packet).stream()
                .filter(a -> a.reply().comes()
                        && Passage.of(a.path(), cast(next), false)
                                .stop(a.path())
                                .isEmpty())
                .toList();
    }

    private List<Answerer> answerers(Place sender, Segment segment, InetAddress next, Packet packet) {
        Asking asking = asking(sender, next, packet);
        return segment.paths().stream()
                .filter(p -> p.end().net() != sender.net())
                .flatMap(p -> asking.of(p.end()).map(r -> new Answerer(p, r)).stream())
                .toList();
    }

    private void unique(Place sender, List<Answerer> answering, InetAddress next) {
        List<Path> own = answering.stream()
                .filter(a -> !a.reply().proxy())
                .map(Answerer::path)
                .toList();
        if (own.stream().map(p -> p.end().net()).distinct().count() < 2) {
            return;
        }
        if (own.stream().anyMatch(Crossing::isFiltered)) {
            trail.unsure(sender, "neighbour", "who of " + all(own) + " answers: a bridge filters VLANs");
        } else {
            trail.first(duplicate(sender, own, next));
        }
    }

    /** Who has the address is asked for, and answers. */
    private Optional<Crossed> asked(
            Place sender, Segment segment, Way way, InetAddress next, Packet packet, List<Answerer> answering) {
        if (answering.isEmpty()) {
            return silent(sender, segment, way, next, answerers(sender, segment, next, packet));
        }
        Answerer first = answering.size() > 1 ? ambiguous(answering) : answering.get(0);
        Path back = Passage.back(first.path());
        Passage.of(back, Cast.UNICAST, true).check(back);
        Optional<InetAddress> asker = asking(sender, next, packet).asker();
        new Discovery(trail).pass(sender, first.path().end(), next, asker.orElse(packet.source()));
        asker.ifPresent(a -> remember(first.path(), a));
        trail.saw(sender, "neighbour", Ip.text(next) + " is " + first.path().end());
        return Optional.of(arrive(first.path(), packet, true));
    }

    /** Several devices of one namespace answer, or somebody for whom others do too: the one that has the address first. */
    private Answerer ambiguous(List<Answerer> answering) {
        String what = answering.get(0).path().sender() + ": neighbour: which of "
                + all(answering.stream().map(Answerer::path).toList()) + " answers first";
        List<Answerer> sorted = answering.stream()
                .sorted(Comparator.comparing(a -> a.reply().proxy() || !hasOwn(a)))
                .toList();
        return sorted.get(choices.pick(sorted.size(), what));
    }

    private static boolean hasOwn(Answerer answerer) {
        Place end = answerer.path().end();
        return end.net().addresses().stream()
                .anyMatch(a -> a.index() == end.link().index());
    }

    private static String all(List<Path> paths) {
        return String.join(
                " and ", paths.stream().map(p -> p.end().toString()).distinct().toList());
    }

    /** Why nobody answered. */
    private Optional<Crossed> silent(Place sender, Segment segment, Way way, InetAddress next, List<Answerer> all) {
        segment.paths().stream()
                .filter(p -> p.end().net() != sender.net())
                .filter(p -> p.end().net().addresses().stream()
                        .anyMatch(a -> a.prefix().address().equals(next)
                                && a.index() == p.end().link().index()))
                .forEach(p -> Passage.of(p, cast(next), false).check(p));
        for (Answerer answerer : all) {
            Passage.of(answerer.path(), cast(next), false).check(answerer.path());
            answerer.reply().silent().ifPresent(fault -> {
                throw fault;
            });
        }
        segment.beyond().stream()
                .filter(Crossing::isStacked)
                .forEach(p -> world.below(p).ifPresent(Crossing::up));
        if (segment.paths().stream().anyMatch(p -> isInVrf(p.end()))) {
            trail.notSeen(sender, "neighbour", "who answers for " + Ip.text(next) + ": VRFs are not followed");
            return Optional.empty();
        }
        boolean failed = sender.net()
                .neighbour(sender.link(), next)
                .filter(n -> (n.states() & Neighbour.FAILED) != 0)
                .isPresent();
        boolean visible = segment.beyond().isEmpty()
                || failed && segment.beyond().stream().noneMatch(Crossing::isStacked);
        Absent absent = new Absent(world, sender, segment, way, next, translations);
        List<Place> layered =
                absent.elsewhere().stream().filter(Crossing::isTunnel).toList();
        boolean open = segment.beyond().stream().anyMatch(p -> isTunnel(p) || isTaken(p));
        if (open || !layered.isEmpty() || !visible && absent.elsewhere().isEmpty()) {
            segment.beyond().forEach(this::notFollowed);
            layered.forEach(this::notFollowed);
            return Optional.empty();
        }
        carrier(sender);
        throw absent.fault();
    }

    /** The frame itself, which is now addressed. */
    private Crossed arrive(Path path, Packet packet, boolean fresh) {
        Place sender = path.sender();
        Passage.of(path, Cast.UNICAST, fresh).check(path);
        Packet passed = pass(path, packet);
        carrier(sender);
        Place end = path.end();
        if (!end.net().who().isEmpty()) {
            trail.saw(
                    end.net().name(),
                    "namespace",
                    "has no name; in it: " + end.net().who());
        }
        return new Crossed(end, passed, port(path));
    }

    static Fault down(Place place) {
        return new Fault(place.toString(), "device", place + " is down", Mend.link(place, ".up()"));
    }

    static void up(Place place) {
        if (!place.link().up()) {
            throw down(place);
        }
    }

    /** Whether it sends through another device or a tunnel, in ways that are not followed here. */
    private static boolean isStacked(Place place) {
        String kind = place.link().kind();
        return !kind.isEmpty() && Kinds.ofKernel(kind).map(Kind::isPassingOn).orElse(true);
    }

    /** Whether it sends in ways that are not followed here: by a tunnel, by devices that are not Ethernet, by others it is made of. */
    private static boolean isTunnel(Place place) {
        String kind = place.link().kind();
        boolean bare = kind.equals("netkit") && place.link().flags().has(LinkFlags.NOARP);
        return isStacked(place) && !Segment.isUpper(place) || kind.equals("tun") || bare;
    }

    /** Whether a bond, a team or another device takes what comes in by it. */
    private static boolean isTaken(Place place) {
        return place.link().master().isPresent()
                && place.net().bridge(place.link()).isEmpty();
    }

    private static boolean isInVrf(Place place) {
        return place.link().master().stream()
                .mapToObj(place.net()::link)
                .flatMap(Optional::stream)
                .anyMatch(m -> m.kind().equals("vrf"));
    }

    private void notFollowed(Place place) {
        if (isTaken(place)) {
            trail.notSeen(place, "device", "what the device that it belongs to does with frames");
        } else if (isStacked(place) || isTunnel(place)) {
            trail.notSeen(place, "device", "where frames of a " + place.link().kind() + " come to");
        } else {
            trail.notSeen(place, "cable", "where it leads, and the answer's way from there");
        }
    }

    /** The one that came last is taken for the mistake. */
    private Fault duplicate(Place sender, List<Path> holders, InetAddress next) {
        Place last = holders.stream()
                .map(Path::end)
                .reduce((a, b) -> made(b, next) >= made(a, next) ? b : a)
                .orElseThrow();
        return new Fault(
                sender.toString(),
                "neighbour",
                "duplicate address: " + all(holders) + " both answer for " + Ip.text(next),
                last.net()
                        .address(next)
                        .flatMap(a -> last.net().link(a.index()).map(l -> Mend.noAddress(new Place(last.net(), l), a)))
                        .map(cure -> forget(sender, last, next).map(cure::and).orElse(cure)));
    }

    /** What the sender believes for some time still. */
    private static Optional<Cure> forget(Place sender, Place wrong, InetAddress next) {
        boolean believed = Asking.known(sender, next)
                .filter(n -> n.mac().equals(wrong.link().mac()))
                .isPresent();
        return believed ? Optional.of(Mend.noNeighbour(sender, next)) : Optional.empty();
    }

    private static long made(Place place, InetAddress address) {
        return place.net()
                .address(address)
                .flatMap(a -> a.all().struct("IFA_CACHEINFO"))
                .map(info -> info.number("cstamp"))
                .orElse(0L);
    }

    /** What looks at the packet on its way, in the order in which it comes to it. */
    private Packet pass(Path path, Packet packet) {
        Packet passed = packet;
        Point before = null;
        Point entrance = null;
        Place sender = path.sender();
        Programs programs = new Programs(trail);
        for (Point point : path.points()) {
            if (point.role() == Role.OUT) {
                passed = bridged(before.place(), entrance, point, passed);
                programs.sending(point.place());
            } else if (point.role() != Role.SENDER && point.role() != Role.BRIDGE) {
                programs.receiving(point.place());
            }
            if (point.role() != Role.SENDER && point.role() != Role.BRIDGE) {
                fits(sender, point.place());
            }
            entrance = point.role() == Role.IN ? point : point.role() == Role.OUT ? null : entrance;
            before = point;
        }
        return passed;
    }

    /** Whether a bridge on the way keeps VLANs apart, which are not looked at. */
    private static boolean isFiltered(Path path) {
        return path.points().stream()
                .anyMatch(p -> p.role() == Role.BRIDGE && p.link().data().truth("IFLA_BR_VLAN_FILTERING"));
    }

    private static Optional<Place> port(Path path) {
        int last = path.points().size() - 1;
        return last > 0
                        && path.points().get(last).role() == Role.BRIDGE
                        && path.points().get(last - 1).role() == Role.IN
                ? Optional.of(path.points().get(last - 1).place())
                : Optional.empty();
    }

    private static void carrier(Place sender) {
        if (!sender.link().flags().lowerUp()) {
            throw new Fault(sender.toString(), "carrier", sender + " has no carrier");
        }
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
}
