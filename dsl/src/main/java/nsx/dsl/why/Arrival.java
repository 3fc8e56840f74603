package nsx.dsl.why;

import java.util.Optional;
import nsx.dsl.why.Routing.Way;
import nsx.dsl.why.World.Place;
import nsx.filter.Packet;
import nsx.netlink.Ip;

/** What IP asks of a packet that comes in by a device: where it comes from, and whether it may be passed on. */
final class Arrival {
    private static final int STRICT = 1;
    private static final int LOOSE = 2;

    private Arrival() {}

    /** Source validation: fib_validate_source of net/ipv4/fib_frontend.c; IPv6 has none. */
    static void check(Trail trail, Place in, Packet packet) {
        NetState net = in.net();
        if (packet.isIpv6()) {
            return;
        }
        Way back = new Routing(net).way(packet.source(), Optional.of(packet.destination()), Optional.empty());
        if (back.isLocal()) {
            throw new Fault(
                    in.toString(),
                    "source address",
                    net.name() + " has the sender's address " + Ip.text(packet.source())
                            + " itself and drops what comes from there",
                    net.address(packet.source())
                            .flatMap(a -> net.link(a.index()).map(l -> Mend.noAddress(new Place(net, l), a)))
                            .orElse(null));
        }
        int filter = Math.max(
                net.sysctl(path("all", "rp_filter")), net.sysctl(path(in.link().name(), "rp_filter")));
        boolean same =
                back.leads() && back.dev().stream().anyMatch(d -> d == in.link().index());
        if (filter == STRICT && !same || filter == LOOSE && !back.leads()) {
            throw new Fault(in.toString(), "rp_filter", reason(in, packet, back), loosen(in, back));
        }
        if (filter != 0) {
            trail.saw(
                    in,
                    "rp_filter",
                    filter == STRICT ? "strict: the way back is this device" : "loose: there is a way back");
        }
    }

    private static String reason(Place in, Packet packet, Way back) {
        String way = back.leads()
                ? "the way back leads by "
                        + back.dev().stream()
                                .mapToObj(in.net()::link)
                                .flatMap(Optional::stream)
                                .map(l -> l.name())
                                .findFirst()
                                .orElse("another device")
                : "there is no way back";
        return "rp_filter of " + in + " drops what comes from " + Ip.text(packet.source()) + ": " + way;
    }

    private static String loosen(Place in, Way back) {
        String own = path(in.link().name(), "rp_filter");
        if (back.leads()) {
            return Mend.sysctl(in.net(), own, LOOSE);
        }
        boolean everywhere = in.net().sysctl(path("all", "rp_filter")) != 0;
        return Mend.sysctl(in.net(), everywhere ? path("all", "rp_filter") : own, 0);
    }

    /** IPv4 asks the device that a packet came by, IPv6 one switch for all (ip6_forward of net/ipv6/ip6_output.c). */
    static void checkForwarding(Trail trail, Place in, Packet packet) {
        NetState net = in.net();
        String all = "net/ipv6/conf/all/forwarding";
        String path = packet.isIpv6() ? all : path(in.link().name(), "forwarding");
        if (net.sysctl(path) != 0) {
            trail.saw(in, "forwarding", "on");
            return;
        }
        boolean alone = !packet.isIpv6() && net.sysctl("net/ipv4/ip_forward") != 0;
        throw new Fault(
                in.toString(),
                "forwarding",
                net.name() + " does not forward "
                        + (packet.isIpv6() ? "IPv6" : "IPv4 from " + in.link().name()),
                Mend.sysctl(net, packet.isIpv6() || alone ? path : "net/ipv4/ip_forward", 1));
    }

    private static String path(String device, String name) {
        return "net/ipv4/conf/" + device + "/" + name;
    }
}
