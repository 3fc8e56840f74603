package nsx.dsl.why;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nsx.dsl.why.Answerers.Answerer;
import nsx.dsl.why.EthernetSegment.Path;
import nsx.dsl.why.Routing.Way;
import nsx.dsl.why.World.Place;
import nsx.filter.Action;
import nsx.filter.Judgement;
import nsx.filter.Packet;
import nsx.filter.Surroundings;
import nsx.netlink.Ip;
import nsx.nft.Ruleset;
import nsx.rtnl.Neighbour;

/**
 * The copies of a packet that rules send to a gateway: {@code dup} of nftables, {@code TEE} of iptables. A copy keeps its addresses and is
 * not tracked (nf_dup_ipv4, nf_dup_ipv6). A gateway that forwards may send it back to the rule, until its time to live is over, and
 * whoever takes, refuses or drops it may tell the sender of the packet: such a message ends a connection that is being opened.
 */
record Copies(World world) {
    /** What may become of a copy, as a phrase; empty when nobody forwards, takes or answers it. */
    Optional<String> doubt(NetState net, Judgement.Copy<?> copy) {
        String to = copy.gateway().map(g -> " to " + Ip.text(g)).orElse("");
        boolean lost = copy.gateway().filter(g -> isLost(net, g, copy.packet())).isPresent();
        return lost ? Optional.empty() : Optional.of(" sends a copy" + to + ": it may come back, or be answered");
    }

    private boolean isLost(NetState net, InetAddress gateway, Packet packet) {
        Way way = new Routing(net).way(Flow.to(gateway));
        if (way.doubt().isPresent() || way.indirect().isPresent() || way.isLocal()) {
            return false;
        }
        // a copy without a route is freed without a message
        return !way.leads()
                || way.dev().stream()
                        .mapToObj(net::link)
                        .flatMap(Optional::stream)
                        .map(link -> new Place(net, link))
                        .anyMatch(out -> isLost(out, way.via().orElse(gateway), packet));
    }

    private boolean isLost(Place out, InetAddress next, Packet packet) {
        List<Place> takers = takers(out, next, packet);
        return !takers.isEmpty() && takers.stream().allMatch(in -> ignores(in, packet)) && !isRejected(out, packet);
    }

    /** The devices to which a copy may come; none when one that cannot be seen may be among them. */
    private List<Place> takers(Place out, InetAddress next, Packet packet) {
        EthernetSegment segment = EthernetSegment.from(world, out);
        Optional<Neighbour> known = Asking.known(out, next);
        List<Place> named = segment.paths().stream()
                .map(Path::end)
                .filter(end ->
                        known.isPresent() && end.link().mac().equals(known.get().mac()))
                .toList();
        if (known.isPresent() && named.isEmpty()) {
            return List.of();
        }
        Stream<Place> answering = Answerers.of(out, segment, next, packet.source()).all().stream()
                .map(Answerer::path)
                .map(Path::end);
        return Stream.concat(named.stream(), answering).distinct().toList();
    }

    /** Whether a host drops a packet without a message: it does not forward, and its rules do not see the packet before that. */
    private static boolean ignores(Place in, Packet packet) {
        NetState net = in.net();
        Way way = new Routing(net).way(Flow.to(packet.destination()));
        // without a route IPv6 answers even where it does not forward (ip6_pkt_drop)
        boolean silent = packet.isIpv6() ? way.leads() : !way.isLocal();
        return silent && !Arrival.isForwarding(in, packet.isIpv6()) && !hasRules(net, packet);
    }

    private static boolean hasRules(NetState net, Packet packet) {
        boolean legacy = net.legacy().hooked("prerouting", packet).stream()
                .anyMatch(c -> !c.rules().isEmpty());
        return legacy
                || net.filters().isEmpty()
                || net.filters().filter(r -> hasRules(r, packet)).isPresent();
    }

    private static boolean hasRules(Ruleset rules, Packet packet) {
        return !rules.hooked("prerouting", packet).isEmpty() || !rules.beside().isEmpty();
    }

    /** Whether rules of the copying host reject the copy where it leaves. */
    private static boolean isRejected(Place out, Packet packet) {
        NetState net = out.net();
        Packet copy =
                packet.between(Packet.Device.NONE, Walk.device(out.link())).in(Packet.State.UNTRACKED);
        Surroundings around = new Surroundings(a -> net.address(a).isPresent(), true);
        return rejects(net.legacy().judge("output", copy, around, table -> true))
                || net.filters()
                        .filter(r -> rejects(r.judge(r.hooked("output", copy), copy, around)))
                        .isPresent();
    }

    private static boolean rejects(Judgement<?, ?> judgement) {
        return Stream.concat(judgement.stop().stream(), judgement.doubts().stream())
                .anyMatch(s -> s.kind() == Action.Kind.REJECT);
    }
}
