package nsx.dsl.why;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.dsl.why.World.Place;
import nsx.filter.Action;
import nsx.filter.Action.Kind;
import nsx.filter.Packet;

/**
 * Which addresses routers exchanged on the way there, as their connection tracking remembers for the way back: an answer that
 * comes to the same router from the same peer gets the destination back before routing, and the source after it.
 */
final class Translations {
    /**
     * One exchange.
     *
     * @param at the device that the packet came by or left by
     * @param peer the address at the other end of the connection
     * @param source whether it was the sender's address that was exchanged
     */
    record Exchange(Place at, InetAddress original, InetAddress translated, InetAddress peer, boolean source) {}

    private final Trail trail;
    private final List<Exchange> exchanges = new ArrayList<>();

    Translations(Trail trail) {
        this.trail = trail;
    }

    /** Before routing: where a rule sends the packet, or for an answer the sender behind the address that it is for. */
    Packet before(Place in, Packet packet, Optional<Action> found) {
        if (packet.reply()) {
            return find(in.net(), packet.destination(), packet.source(), true)
                    .map(e -> with(packet, packet.source(), e.original(), packet.port()))
                    .orElse(packet);
        }
        if (found.filter(t -> t.kind() == Kind.DESTINATION_NAT || t.kind() == Kind.REDIRECT)
                .isEmpty()) {
            return packet;
        }
        Action translation = found.get();
        Optional<InetAddress> to = translation.kind() == Kind.REDIRECT
                ? new Routing(in.net()).nearest(in.link(), packet.source())
                : translation.to();
        if (to.isEmpty() && translation.port() == 0) {
            trail.notSeen(in, "translation", "which address the packet is sent to");
            return packet;
        }
        InetAddress address = to.orElse(packet.destination());
        exchanges.add(new Exchange(in, packet.destination(), address, packet.source(), false));
        return with(packet, packet.source(), address, translation.port() == 0 ? packet.port() : translation.port());
    }

    /**
     * After routing: the address that a rule gives the sender, or for an answer the one that was spoken to.
     *
     * @param next the next hop, by which masquerading chooses among the device's addresses
     */
    Packet after(Place out, InetAddress next, Packet packet, Optional<Action> found) {
        if (packet.reply()) {
            return find(out.net(), packet.source(), packet.destination(), false)
                    .map(e -> with(packet, e.original(), packet.destination(), packet.port()))
                    .orElse(packet);
        }
        if (found.filter(t -> t.kind() == Kind.MASQUERADE || t.kind() == Kind.SOURCE_NAT)
                .isEmpty()) {
            return packet;
        }
        Optional<InetAddress> to = found.get().kind() == Kind.MASQUERADE
                ? new Routing(out.net()).nearest(out.link(), next)
                : found.get().to();
        if (to.isEmpty()) {
            trail.notSeen(out, "translation", "which address the sender gets");
            return packet;
        }
        exchanges.add(new Exchange(out, packet.source(), to.get(), packet.destination(), true));
        return with(packet, to.get(), packet.destination(), packet.port());
    }

    /** Who gave senders this address. */
    Optional<Exchange> giver(InetAddress address) {
        return exchanges.stream()
                .filter(e -> e.source() && e.translated().equals(address))
                .findFirst();
    }

    /** Who sent packets to this address. */
    Optional<Exchange> taker(InetAddress address) {
        return exchanges.stream()
                .filter(e -> !e.source() && e.translated().equals(address))
                .findFirst();
    }

    private Optional<Exchange> find(NetState net, InetAddress address, InetAddress peer, boolean source) {
        return exchanges.stream()
                .filter(e -> e.at().net() == net
                        && e.source() == source
                        && e.translated().equals(address)
                        && e.peer().equals(peer))
                .findFirst();
    }

    private static Packet with(Packet packet, InetAddress source, InetAddress destination, int port) {
        return new Packet(
                source,
                destination,
                packet.protocol(),
                packet.sourcePort(),
                port,
                packet.reply(),
                packet.in(),
                packet.out());
    }
}
