package nsx.dsl.why;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nsx.conntrack.TrackedConnection;
import nsx.conntrack.Tuple;
import nsx.dsl.why.World.Place;
import nsx.filter.Action;
import nsx.filter.Action.Kind;
import nsx.filter.Packet;
import nsx.netlink.Ip;
import nsx.rtnl.Family;

/**
 * The translations that connection tracking remembers for answers. An answer that comes to the same router from the same peer
 * gets its destination back before routing, and its source after routing.
 */
final class Translations {
    /**
     * One exchange.
     *
     * @param at the device that the packet came by or left by
     * @param peer the address at the other end of the connection
     * @param originalPort of what was exchanged; 0 when it is not known
     * @param source whether it was the sender's address that was exchanged
     */
    record Exchange(
            Place at,
            InetAddress original,
            int originalPort,
            InetAddress translated,
            InetAddress peer,
            boolean source) {}

    private final Trail trail;
    private final List<Exchange> exchanges = new ArrayList<>();
    /** The namespaces whose connection tracking saw the question. */
    private final Set<NetState> tracked = new HashSet<>();

    private final Remembered remembered = new Remembered();

    Translations(Trail trail) {
        this.trail = trail;
    }

    /** The packet with its state in connection tracking. An answer to a packet that was not seen is not an answer there. */
    Packet track(NetState net, Packet packet) {
        if (packet.state() == Packet.State.UNTRACKED) {
            return packet;
        }
        if (!packet.reply()) {
            tracked.add(net);
            boolean answered = remembered
                    .track(net, packet)
                    .filter(TrackedConnection::isAnswered)
                    .isPresent();
            if (!answered) {
                full(net);
            }
            return packet.in(answered ? Packet.State.ESTABLISHED : Packet.State.NEW);
        }
        boolean udp = packet.protocol() == Receiver.UDP;
        return packet.in(
                tracked.contains(net) ? Packet.State.ESTABLISHED : udp ? Packet.State.NEW : Packet.State.INVALID);
    }

    /** A full table drops what begins a connection, unless it finds an entry that may go (__nf_conntrack_alloc). */
    private void full(NetState net) {
        int most = net.sysctl("net/netfilter/nf_conntrack_max");
        int entries = most == 0 ? 0 : net.sysctl("net/netfilter/nf_conntrack_count");
        if (most > 0 && entries >= most) {
            trail.unsure(
                    net.name(),
                    "connection tracking",
                    "whether its table, which is full (" + entries + " of " + most + "), has room for it");
        }
    }

    private static boolean is(Optional<Action> found, Kind one, Kind other) {
        return found.filter(t -> t.kind() == one || t.kind() == other).isPresent();
    }

    /**
     * Translates before routing, or when the packet is sent: to the address of a rule or, for an answer, to the original
     * sender.
     *
     * @param in the incoming device; the loopback device for a packet that is sent here
     */
    Packet before(Place in, Packet packet, Optional<Action> found) {
        if (packet.state() == Packet.State.UNTRACKED) {
            // what belongs to no connection keeps its addresses, and its answer belongs to none (nf_nat_inet_fn)
            if (!packet.reply()) {
                tracked.remove(in.net());
            }
            return packet;
        }
        if (packet.reply()) {
            return find(in.net(), packet.destination(), packet.source(), true)
                    .map(e -> packet.exchanged(packet.source(), packet.sourcePort(), e.original(), packet.port()))
                    .orElse(packet);
        }
        Optional<TrackedConnection> entry = remembered.deciding(in.net());
        if (entry.isPresent()) {
            return redirected(in, packet, entry.get());
        }
        if (!is(found, Kind.DESTINATION_NAT, Kind.REDIRECT)) {
            return packet;
        }
        Action translation = found.get();
        Optional<InetAddress> to = translation.kind() == Kind.REDIRECT ? redirected(in, packet) : translation.to();
        if (to.isEmpty() && translation.kind() == Kind.REDIRECT) {
            throw new Fault(
                    in.toString(),
                    "translation",
                    in + " has no address that a rule could redirect to, and drops what comes in by it");
        }
        if (to.isEmpty() && translation.port() == 0) {
            trail.unsure(in, "translation", "which address the packet is sent to");
            return packet;
        }
        InetAddress address = to.orElse(packet.destination());
        exchanges.add(new Exchange(in, packet.destination(), packet.port(), address, packet.source(), false));
        return packet.exchanged(
                packet.source(),
                packet.sourcePort(),
                address,
                translation.port() == 0 ? packet.port() : translation.port());
    }

    /** Where an entry sends it that was made before. */
    private Packet redirected(Place in, Packet packet, TrackedConnection entry) {
        Tuple original = entry.original();
        boolean before = packet.destination().equals(original.destination()) && packet.port() == original.port();
        if (!entry.isRedirected() || !before) {
            return packet;
        }
        trail.saw(in, "connection tracking", "an entry sends it to " + Remembered.target(entry));
        InetAddress to = entry.reply().source();
        exchanges.add(new Exchange(in, packet.destination(), packet.port(), to, packet.source(), false));
        return packet.exchanged(
                packet.source(), packet.sourcePort(), to, entry.reply().sourcePort());
    }

    /** The sender that an entry gives it. */
    private Packet disguised(Place out, Packet packet, TrackedConnection entry) {
        Tuple reply = entry.reply();
        if (!entry.isDisguised() || !packet.source().equals(entry.original().source())) {
            return packet;
        }
        trail.saw(out, "connection tracking", "an entry gives it the source " + Ip.text(reply.destination()));
        exchanges.add(new Exchange(out, packet.source(), 0, reply.destination(), packet.destination(), true));
        return packet.exchanged(reply.destination(), reply.port(), packet.destination(), packet.port());
    }

    Remembered remembered() {
        return remembered;
    }

    /**
     * A sent packet is redirected to the loopback address, an incoming one to the first address of its device
     * (nf_nat_redirect.c).
     */
    private static Optional<InetAddress> redirected(Place in, Packet packet) {
        if (in.link().flags().loopback()) {
            return Optional.of(Ip.parse(packet.isIpv6() ? "::1" : "127.0.0.1"));
        }
        return in.net().addresses(in.link(), Family.of(packet.source())).stream()
                .map(a -> a.prefix().address())
                .filter(a -> !a.isLinkLocalAddress())
                .findFirst();
    }

    /**
     * After routing: the address that a rule gives the sender, or for an answer the one that was spoken to.
     *
     * @param next the next hop, by which masquerading chooses among the device's addresses
     */
    Packet after(Place out, InetAddress next, Packet packet, Optional<Action> found) {
        if (packet.state() == Packet.State.UNTRACKED) {
            return packet;
        }
        if (packet.reply()) {
            return answered(out.net(), packet);
        }
        Optional<TrackedConnection> entry = remembered.deciding(out.net());
        if (entry.isPresent()) {
            return disguised(out, packet, entry.get());
        }
        if (!is(found, Kind.MASQUERADE, Kind.SOURCE_NAT)) {
            return packet;
        }
        Optional<InetAddress> to = found.get().kind() == Kind.MASQUERADE
                ? new Sources(out.net())
                        .choose(out.link(), Optional.of(next), packet.isIpv6() ? packet.destination() : next)
                : found.get().to();
        if (to.isEmpty()) {
            trail.unsure(out, "translation", "which address the sender gets");
            return packet;
        }
        exchanges.add(new Exchange(out, packet.source(), 0, to.get(), packet.destination(), true));
        // the port stays where it can
        return packet.exchanged(to.get(), packet.sourcePort(), packet.destination(), packet.port());
    }

    /** An answer with the address that was spoken to, where the question was sent elsewhere. */
    Packet answered(NetState net, Packet packet) {
        return find(net, packet.source(), packet.destination(), false)
                .map(e -> packet.exchanged(e.original(), e.originalPort(), packet.destination(), packet.port()))
                .orElse(packet);
    }

    /** The exchange that gave senders this address. */
    Optional<Exchange> giver(InetAddress address) {
        return exchanges.stream()
                .filter(e -> e.source() && e.translated().equals(address))
                .findFirst();
    }

    /** The exchange in which packets were sent to this address. */
    Optional<Exchange> taker(InetAddress address) {
        return exchanges.stream()
                .filter(e -> !e.source() && e.translated().equals(address))
                .findFirst();
    }

    private Optional<Exchange> find(NetState net, InetAddress address, InetAddress peer, boolean source) {
        return exchanges.stream()
                .filter(e -> e.at().net() == net
                        && e.source() == source
                        && e.translated().equals(address))
                .filter(e -> e.peer().equals(peer) || !source && given(net, e.peer(), peer))
                .findFirst();
    }

    /** Whether the sender of the question had got the address by the time it left: hairpins exchange both. */
    private boolean given(NetState net, InetAddress sender, InetAddress address) {
        return exchanges.stream()
                .anyMatch(e -> e.at().net() == net
                        && e.source()
                        && e.original().equals(sender)
                        && e.translated().equals(address));
    }
}
