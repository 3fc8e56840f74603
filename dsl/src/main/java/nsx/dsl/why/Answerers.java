package nsx.dsl.why;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nsx.dsl.why.EthernetSegment.Path;
import nsx.dsl.why.EthernetSegment.Role;
import nsx.dsl.why.Passage.Cast;
import nsx.dsl.why.World.Place;
import nsx.netlink.Ip;
import nsx.rtnl.Family;

/** The devices that answer when a sender asks its segment for an address, by ARP or neighbour discovery. */
record Answerers(Place sender, EthernetSegment segment, InetAddress next, Asking asking) {
    /** A device that answers, and its answer. */
    record Answerer(Path path, Asking.Reply reply) {}

    /** @param source of the packet that makes the sender ask */
    static Answerers of(Place sender, EthernetSegment segment, InetAddress next, InetAddress source) {
        NetState net = sender.net();
        if (Family.of(next) == Family.INET6) {
            return new Answerers(sender, segment, next, new Asking(sender, next, solicitor(sender, source)));
        }
        boolean announced = new Routing(net).way(Flow.to(source)).isLocal()
                && net.sysctl(Arrival.path("all", "arp_announce")) == 0
                && net.sysctl(Arrival.path(sender.link().name(), "arp_announce")) == 0
                && Family.of(source) == Family.of(next);
        Optional<InetAddress> asker =
                announced ? Optional.of(source) : new Sources(net).choose(sender.link(), Optional.of(next), next);
        return new Answerers(sender, segment, next, new Asking(sender, next, asker));
    }

    /** The packet's source if the device has it, otherwise the device's link-local address (ndisc_solicit of net/ipv6/ndisc.c). */
    private static Optional<InetAddress> solicitor(Place sender, InetAddress source) {
        List<InetAddress> own = sender.net().addresses(sender.link(), Family.INET6).stream()
                .map(a -> a.prefix().address())
                .toList();
        return own.stream()
                .filter(source::equals)
                .findFirst()
                .or(() -> own.stream().filter(InetAddress::isLinkLocalAddress).findFirst());
    }

    /** How the question is sent: IPv6 asks a multicast group, ARP everybody. */
    Cast cast() {
        return Family.of(next) == Family.INET6 ? Cast.MULTICAST : Cast.BROADCAST;
    }

    /** All that would answer, whether or not the question reaches them. */
    List<Answerer> all() {
        return segment.paths().stream()
                .filter(p -> p.end().net() != sender.net())
                .flatMap(p -> asked(p.end()).map(r -> new Answerer(p, r)).stream())
                .toList();
    }

    private Optional<Asking.Reply> asked(Place end) {
        return end.net().held().together(() -> asking.of(end));
    }

    /** Those that the question reaches; whether their answer comes back is not looked at. */
    List<Answerer> reached() {
        return all().stream()
                .filter(a -> a.reply().comes()
                        && Passage.of(a.path(), cast(), false).stop(a.path()).isEmpty())
                .toList();
    }

    /** It is a mistake when namespaces that have the address themselves both answer; a bridge may keep them apart. */
    void checkUnique(List<Answerer> answering, Trail trail) {
        List<Path> own = answering.stream()
                .filter(a -> !a.reply().proxy())
                .map(Answerer::path)
                .toList();
        if (own.stream().map(p -> p.end().net()).distinct().count() < 2) {
            return;
        }
        if (own.stream().anyMatch(Answerers::isFiltered)) {
            trail.unsure(sender, "neighbour", "who of " + names(own) + " answers: a bridge filters VLANs");
        } else {
            trail.first(duplicated(own));
        }
    }

    /** Whether a bridge on the way keeps VLANs apart, which are not looked at. */
    private static boolean isFiltered(Path path) {
        return path.points().stream()
                .anyMatch(p -> p.role() == Role.BRIDGE && p.link().data().truth("IFLA_BR_VLAN_FILTERING"));
    }

    /** The device that got the address last is taken for the mistake. */
    private Fault duplicated(List<Path> holders) {
        Place last = holders.stream()
                .map(Path::end)
                .reduce((a, b) -> made(b, next) >= made(a, next) ? b : a)
                .orElseThrow();
        return new Fault(
                sender.toString(),
                "neighbour",
                "duplicate address: " + names(holders) + " both answer for " + Ip.text(next),
                last.net()
                        .address(next)
                        .flatMap(a -> last.net().link(a.index()).map(l -> Mend.noAddress(new Place(last.net(), l), a)))
                        .map(cure -> forget(last).map(cure::and).orElse(cure)));
    }

    /** The neighbour entry that the sender still has for the wrong device. */
    private Optional<Cure> forget(Place wrong) {
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

    /** The one whose answer counts. Of several, devices that have the address are tried before those that answer for others. */
    Answerer first(List<Answerer> answering, Choices choices) {
        if (answering.size() == 1) {
            return answering.get(0);
        }
        String what = sender + ": neighbour: which of "
                + names(answering.stream().map(Answerer::path).toList()) + " answers first";
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

    /** The devices at the ends of the paths, for a sentence. */
    static String names(List<Path> paths) {
        return String.join(
                " and ", paths.stream().map(p -> p.end().toString()).distinct().toList());
    }
}
