package nsx.dsl.why;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import nsx.dsl.why.Translations.Exchange;
import nsx.dsl.why.Walk.Hop;
import nsx.dsl.why.World.Place;
import nsx.filter.Packet;
import nsx.netlink.Ip;
import nsx.rtnl.Prefix;

/** Whether an answer that was delivered is the one that is waited for. */
record Answer(World world, Translations translations, List<Hop> hops, InetAddress asked) {
    /** @param net where it was delivered */
    void check(NetState net, Packet packet) {
        if (net != world.origin()) {
            throw elsewhere(net, packet.destination());
        }
        if (!packet.source().equals(asked)) {
            throw stranger(net, packet);
        }
    }

    private static Fault elsewhere(NetState net, InetAddress destination) {
        return new Fault(
                net.name(),
                "answer",
                "the answer to " + Ip.text(destination) + " ends in " + net.name() + ", which has that address too",
                net.address(destination)
                        .flatMap(a -> net.link(a.index()).map(l -> Mend.noAddress(new Place(net, l), a))));
    }

    /** A router sent the question elsewhere, and the answer did not come by it: it would, if it went to the router. */
    private Fault stranger(NetState net, Packet packet) {
        String what = "the answer comes from " + Ip.text(packet.source()) + ", but " + Ip.text(asked) + " was asked";
        return translations
                .taker(packet.source())
                .map(Exchange::at)
                .map(Place::net)
                .map(router -> new Fault(
                        net.name(),
                        "answer",
                        what + ": it does not come back through " + router.name() + ", which translated the question",
                        hide(router, packet.destination())))
                .orElseGet(() -> new Fault(net.name(), "answer", what));
    }

    private Optional<Cure> hide(NetState router, InetAddress sender) {
        Prefix network =
                world.origin().address(sender).map(a -> a.prefix().network()).orElseGet(() -> Prefix.host(sender));
        return hops.stream()
                .filter(h -> h.out().net() == router)
                .findFirst()
                .map(h -> Mend.masquerade(router, network, h.out().link().name()));
    }
}
