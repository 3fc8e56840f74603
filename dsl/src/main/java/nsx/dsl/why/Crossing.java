package nsx.dsl.why;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nsx.dsl.why.Answerers.Answerer;
import nsx.dsl.why.EthernetSegment.Path;
import nsx.dsl.why.Passage.Cast;
import nsx.dsl.why.Routing.Way;
import nsx.dsl.why.World.Place;
import nsx.filter.Packet;
import nsx.netlink.Ip;
import nsx.rtnl.LinkFlags;
import nsx.rtnl.Neighbour;

/**
 * The step from one device that has IP to the next: cables, bridges and the neighbour table.
 *
 * @param heard the devices that asked for a neighbour on the way so far, by who heard the question and its source address
 */
record Crossing(
        World world,
        Trail trail,
        Translations translations,
        Choices choices,
        Delivery delivery,
        Map<String, String> heard) {
    Crossing(World world, Trail trail, Translations translations, Choices choices) {
        this(world, trail, translations, choices, new Delivery(world, trail, translations), new HashMap<>());
    }

    /**
     * The place and the packet after the step: bridges may translate addresses too.
     *
     * @param port the port of a bridge by which it came, if the bridge itself is the place; otherwise empty
     */
    record Crossed(Place place, Packet packet, Optional<Place> port) {}

    /** The place where the frame arrives; empty when it goes where nothing can be seen. */
    Optional<Crossed> cross(Place sender, Way way, InetAddress next, Packet packet) {
        return cross(sender, way, next, packet, Optional.empty());
    }

    /** @param came the bridge port by which a frame came that was then not routed; empty for others */
    Optional<Crossed> cross(Place sender, Way way, InetAddress next, Packet packet, Optional<Place> came) {
        Optional<Crossed> there = crossed(sender, way, next, packet);
        came.flatMap(port -> delivery.reflecting(port, sender, there)).ifPresent(fault -> {
            throw fault;
        });
        return there;
    }

    private Optional<Crossed> crossed(Place sender, Way way, InetAddress next, Packet packet) {
        Usable.up(sender);
        new DevicePrograms(trail).sending(sender);
        if (Usable.isTunnel(sender) && world.tunnelled(sender).isEmpty()) {
            world.below(sender).ifPresent(Usable::up);
            notFollowed(sender);
            return Optional.empty();
        }
        EthernetSegment segment = EthernetSegment.from(world, sender);
        Answerers answerers = Answerers.of(sender, segment, next, packet.source());
        List<Answerer> answering = answerers.reached();
        answerers.checkUnique(answering, trail);
        Optional<Neighbour> known = Asking.known(sender, next);
        Optional<Path> asked = remembered(sender, segment, next);
        if (asked.isPresent() && known.filter(Crossing::isFixed).isEmpty()) {
            found(answerers, asked.get());
            return Optional.of(delivery.deliver(asked.get(), packet, true));
        }
        if (known.isPresent() && !isOwn(sender, known.get())) {
            Optional<Crossed> there = believed(answerers, known.get(), packet);
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
        return asked(answerers, answering, way, packet);
    }

    /** An entry that nothing that is heard changes. */
    private static boolean isFixed(Neighbour entry) {
        return (entry.states() & (Neighbour.PERMANENT | Neighbour.NOARP)) != 0;
    }

    /** A device that is asked for an address learns the asker's (neigh_event_ns of net/core/neighbour.c, ndisc_recv_ns). */
    private void remember(Path path, InetAddress asker) {
        heard.put(path.end() + " " + Ip.text(asker), path.sender().toString());
    }

    private Optional<Path> remembered(Place sender, EthernetSegment segment, InetAddress next) {
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

    /** Sends to the hardware address of the neighbour table, whichever device has it. */
    private Optional<Crossed> believed(Answerers answerers, Neighbour entry, Packet packet) {
        EthernetSegment segment = answerers.segment();
        String mac = entry.mac().orElseThrow().toLowerCase(Locale.ROOT);
        List<Path> holders = segment.paths().stream()
                .filter(p -> mac(p.end()).filter(mac::equals).isPresent())
                .toList();
        if (holders.isEmpty() && isBeyondSight(mac)) {
            return Optional.empty();
        }
        if (holders.isEmpty()) {
            List<Path> right = segment.paths().stream()
                    .filter(p -> answerers.asking().of(p.end()).isPresent())
                    .toList();
            if (right.isEmpty() && !segment.beyond().isEmpty()) {
                return Optional.empty();
            }
            throw wrong(answerers, entry, right);
        }
        Path path = holders.get(0);
        found(answerers, path);
        return Optional.of(delivery.deliver(path, packet, false));
    }

    /** Whether a device has it whose frames are not followed here, so that it may well be on the cable. */
    private boolean isBeyondSight(String mac) {
        Optional<Place> holder = world.all().stream()
                .flatMap(n -> n.links().stream().map(l -> new Place(n, l)))
                .filter(p -> Usable.isTunnel(p) && mac(p).filter(mac::equals).isPresent())
                .findFirst();
        holder.ifPresent(
                p -> trail.unsure(p, "device", "where frames of a " + p.link().kind() + " come to"));
        return holder.isPresent();
    }

    private void found(Answerers answerers, Path path) {
        checkUnshared(answerers, path.end());
        trail.saw(answerers.sender(), "neighbour", Ip.text(answerers.next()) + " is " + path.end());
    }

    /** A bridge sends frames for one hardware address to one port only, that of the device that it heard last. */
    private void checkUnshared(Answerers answerers, Place end) {
        Optional<String> mac = mac(end);
        List<Place> all = Stream.concat(
                        Stream.of(answerers.sender()),
                        answerers.segment().paths().stream().map(Path::end))
                .filter(p ->
                        mac.isPresent() && mac(p).equals(mac) && !p.toString().equals(end.toString()))
                .toList();
        if (!all.isEmpty()) {
            String names = String.join(
                    " and ", all.stream().map(Place::toString).distinct().toList());
            trail.unsure(
                    end,
                    "device",
                    "which of " + end + " and " + names + " gets the frame: they have the same hardware address "
                            + mac.get());
        }
    }

    private static Optional<String> mac(Place place) {
        return place.link().mac().map(m -> m.toLowerCase(Locale.ROOT));
    }

    private Fault wrong(Answerers answerers, Neighbour entry, List<Path> right) {
        Place sender = answerers.sender();
        InetAddress next = answerers.next();
        if (right.isEmpty()) {
            right = answerers.segment().paths().stream()
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

    /** To the device that answers the question for the address. */
    private Optional<Crossed> asked(Answerers answerers, List<Answerer> answering, Way way, Packet packet) {
        if (answering.isEmpty()) {
            return silent(answerers, way, packet);
        }
        Answerer first = answerers.first(answering, choices);
        Path back = Passage.back(first.path());
        Passage.of(back, Cast.UNICAST, true).check(back);
        Optional<InetAddress> asker = answerers.asking().asker();
        if (asker.isEmpty() && packet.isIpv6()) {
            throw mute(answerers);
        }
        deaf(answerers, packet);
        new NeighbourQuestions(world, trail).pass(first.path(), back, answerers.next(), asker);
        asker.ifPresent(a -> remember(first.path(), a));
        found(answerers, first.path());
        return Optional.of(delivery.deliver(first.path(), packet, true));
    }

    /** Neighbours are asked from the packet's own address or from a link-local one, and from no other (ndisc_send_ns). */
    private static Fault mute(Answerers answerers) {
        Place sender = answerers.sender();
        return new Fault(
                sender.toString(),
                "neighbour",
                sender + " has no address to ask for " + Ip.text(answerers.next())
                        + " with: neither the sender's nor a link-local one");
    }

    /** A device that has the address itself, if only in vain, ignores what says who else has it (ndisc_recv_na). */
    private static void deaf(Answerers answerers, Packet packet) {
        Place sender = answerers.sender();
        sender.net().addresses().stream()
                .filter(a -> packet.isIpv6() && a.index() == sender.link().index())
                .filter(a -> a.prefix().address().equals(answerers.next()))
                .findFirst()
                .ifPresent(a -> {
                    throw new Fault(
                            sender.toString(),
                            "neighbour",
                            sender + " has the address " + Ip.text(answerers.next())
                                    + " itself, though not in use, and ignores what says who else has it",
                            Mend.noAddress(sender, a));
                });
    }

    /** Why nobody answered. */
    private Optional<Crossed> silent(Answerers answerers, Way way, Packet packet) {
        Place sender = answerers.sender();
        EthernetSegment segment = answerers.segment();
        InetAddress next = answerers.next();
        segment.paths().stream()
                .filter(p -> p.end().net() != sender.net())
                .filter(p -> p.end().net().addresses().stream()
                        .anyMatch(a -> a.prefix().address().equals(next)
                                && a.index() == p.end().link().index()))
                .forEach(p -> Passage.of(p, answerers.cast(), false).check(p));
        for (Answerer answerer : answerers.all()) {
            Passage.of(answerer.path(), answerers.cast(), false).check(answerer.path());
            answerer.reply().silent().ifPresent(fault -> {
                throw fault;
            });
        }
        segment.beyond().stream()
                .filter(Usable::isStacked)
                .forEach(p -> world.below(p).ifPresent(Usable::up));
        if (segment.paths().stream().anyMatch(p -> Usable.isInVrf(p.end()))) {
            trail.notSeen(sender, "neighbour", "who answers for " + Ip.text(next) + ": VRFs are not followed");
            return Optional.empty();
        }
        boolean failed = sender.net()
                .neighbour(sender.link(), next)
                .filter(n -> (n.states() & Neighbour.FAILED) != 0)
                .isPresent();
        boolean visible = segment.beyond().isEmpty()
                || failed && segment.beyond().stream().noneMatch(Usable::isStacked);
        Absent absent = new Absent(world, sender, segment, way, next, packet, translations);
        List<Place> layered =
                absent.elsewhere().stream().filter(Usable::isTunnel).toList();
        boolean open = segment.beyond().stream().anyMatch(p -> Usable.isTunnel(p) || Usable.isTaken(p));
        if (open || !layered.isEmpty() || !visible && absent.elsewhere().isEmpty()) {
            segment.beyond().forEach(this::notFollowed);
            layered.forEach(this::notFollowed);
            return Optional.empty();
        }
        Usable.carrier(sender);
        throw absent.fault();
    }

    private void notFollowed(Place place) {
        if (Usable.isTaken(place)) {
            trail.notSeen(place, "device", "what the device that it belongs to does with frames");
        } else if (Usable.isStacked(place) || Usable.isTunnel(place)) {
            trail.notSeen(place, "device", "where frames of a " + place.link().kind() + " come to");
        } else {
            trail.notSeen(place, "cable", "where it leads, and the answer's way from there");
        }
    }
}
