package nsx.dsl.why;

import java.util.List;
import java.util.Optional;
import nsx.dsl.why.Routing.Way;
import nsx.dsl.why.World.Place;
import nsx.filter.Packet;
import nsx.rtnl.Route;

/**
 * How many routers a packet passes before one drops it.
 *
 * @param hops its time to live, or its hop limit, when it is sent
 * @param from who says so: {@code net.ipv4.ip_default_ttl of a}
 * @param cures what makes it longer
 */
record Lifetime(int hops, String from, List<Cure> cures) {
    private static final int USUAL = 64;

    /** The route's own, else that of the namespace or, of IPv6, of the device (ip6_dst_hoplimit). */
    static Lifetime of(Place out, Way way, Packet packet) {
        String name = out.net().name();
        Optional<Integer> own = way.route()
                .map(Route::all)
                .map(a -> a.nested("RTA_METRICS").integer("RTAX_HOPLIMIT", 0))
                .filter(hops -> hops > 0);
        if (own.isPresent()) {
            return new Lifetime(own.get(), "hoplimit of the route " + way + " in " + name, List.of());
        }
        String path = packet.isIpv6() ? "net/ipv6/conf/" + out.link().name() + "/hop_limit" : "net/ipv4/ip_default_ttl";
        int hops = out.net().sysctl(path);
        return new Lifetime(
                hops > 0 ? hops : USUAL,
                path.substring(path.lastIndexOf('/') + 1) + " of " + name,
                List.of(Mend.sysctl(out.net(), path, USUAL)));
    }

    /**
     * Whether a router passes it on.
     *
     * @param passed how many did before; 0 where it is sent
     */
    void check(Trail trail, NetState router, int passed, Packet packet) {
        if (passed >= hops && packet.isRewritten(Packet.Field.LIFETIME)) {
            trail.unsure(router.name(), "time to live", "whether it drops it: a rule gave it another time to live");
        } else if (passed >= hops) {
            throw new Fault(
                    router.name(),
                    "time to live",
                    router.name() + " drops it: it passes no more than " + (hops - 1) + " routers (" + from + " is "
                            + hops + ")",
                    cures);
        }
    }
}
