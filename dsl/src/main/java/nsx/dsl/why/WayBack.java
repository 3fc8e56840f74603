package nsx.dsl.why;

import java.util.Optional;
import java.util.Set;
import nsx.dsl.why.Routing.Way;
import nsx.filter.Packet;
import nsx.filter.Surroundings;
import nsx.filter.Truth;
import nsx.rtnl.Family;
import nsx.rtnl.Link;
import nsx.rtnl.Route;
import nsx.rtnl.RouteType;

/**
 * The way back to the source of a packet as {@code fib saddr . iif} of nftables looks it up (nft_fib4_eval, nft_fib6_eval).
 * IPv6 asks for a way by the device alone, so a usual way by another device decides nothing there.
 */
record WayBack(NetState net) implements Surroundings.Returning {
    private static final int USUAL_RULES = 3;
    /** The types of routes that refuse a packet. */
    private static final Set<RouteType> REFUSING =
            Set.of(RouteType.UNREACHABLE, RouteType.BLACKHOLE, RouteType.PROHIBIT);

    @Override
    public Truth test(Packet packet, boolean marked) {
        Optional<Link> in = net.link(packet.in().index());
        if (in.isEmpty()
                || in.get().master().isPresent()
                || packet.source().isAnyLocalAddress()
                || isForwarded(packet)) {
            return Truth.UNKNOWN;
        }
        if (in.get().flags().loopback()) {
            return Truth.YES;
        }
        Flow back = Flow.of(packet, in).back(marked);
        return judged(new Routing(net).way(back), in.get().index(), Family.of(back.to()) == Family.INET6);
    }

    /** Whether the hook is behind routing, where rules for the device by which a packet leaves count too. */
    private boolean isForwarded(Packet packet) {
        Family family = Family.of(packet.source());
        boolean custom = net.rules().stream().filter(r -> r.family() == family).count()
                != (family == Family.INET ? USUAL_RULES : USUAL_RULES - 1);
        return custom && !packet.out().name().isEmpty();
    }

    private static Truth judged(Way way, int in, boolean six) {
        if (way.doubt().isPresent() || way.indirect().isPresent()) {
            return Truth.UNKNOWN;
        }
        if (way.leads() && way.devices().anyMatch(d -> d == in)) {
            return Truth.YES;
        }
        Optional<RouteType> type = way.route().map(Route::type);
        boolean none = type.isEmpty()
                || way.leads()
                || way.isLocal()
                || type.filter(REFUSING::contains).isPresent();
        return none && !six ? Truth.NO : Truth.UNKNOWN;
    }
}
