package nsx.dsl.why;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.dsl.why.World.Place;
import nsx.nft.Action.Kind;
import nsx.nft.Forward;
import nsx.nft.Judgement;
import nsx.nft.Nat;
import nsx.nft.Packet;
import nsx.rtnl.Address;
import nsx.rtnl.Family;

/** Which addresses routers exchanged on the way there, as their connection tracking remembers for the way back. */
final class Translations {
    private record Exchange(NetState router, InetAddress original, InetAddress translated, int port, boolean source) {}

    private final List<Exchange> exchanges = new ArrayList<>();

    /** Before routing: where a rule sends the packet, or for an answer the sender behind the address that it is for. */
    Packet before(NetState net, Packet packet, Optional<Judgement.Translation> found) {
        if (packet.reply()) {
            return find(net, packet.destination(), true)
                    .map(e -> with(packet, packet.source(), e.original(), packet.port()))
                    .orElse(packet);
        }
        Optional<Nat> nat = found.filter(t -> t.kind() == Kind.DESTINATION_NAT).flatMap(t -> Nat.of(t.rule()));
        if (nat.isEmpty() || !(nat.get() instanceof Forward forward)) {
            return packet;
        }
        exchanges.add(new Exchange(net, packet.destination(), forward.to(), packet.port(), false));
        int port = forward.toPort() == 0 ? packet.port() : forward.toPort();
        return with(packet, packet.source(), forward.to(), port);
    }

    /** After routing: the address that a rule gives the sender, or for an answer the one that was spoken to. */
    Packet after(Place out, Packet packet, Optional<Judgement.Translation> found) {
        if (packet.reply()) {
            return find(out.net(), packet.source(), false)
                    .map(e -> with(packet, e.original(), packet.destination(), packet.port()))
                    .orElse(packet);
        }
        boolean hidden = found.filter(t -> t.kind() == Kind.MASQUERADE).isPresent();
        Optional<InetAddress> own = out.net().addresses(out.link(), Family.of(packet.source())).stream()
                .map(Address::prefix)
                .map(nsx.rtnl.Prefix::address)
                .filter(Routing::isGlobal)
                .findFirst();
        if (!hidden || own.isEmpty()) {
            return packet;
        }
        exchanges.add(new Exchange(out.net(), packet.source(), own.get(), packet.port(), true));
        return with(packet, own.get(), packet.destination(), packet.port());
    }

    private Optional<Exchange> find(NetState net, InetAddress address, boolean source) {
        return exchanges.stream()
                .filter(e -> e.router() == net
                        && e.source() == source
                        && e.translated().equals(address))
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
