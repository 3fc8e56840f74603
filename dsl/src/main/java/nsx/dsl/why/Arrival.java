package nsx.dsl.why;

import java.net.InetAddress;
import java.util.Optional;
import nsx.dsl.why.Routing.Way;
import nsx.dsl.why.World.Place;
import nsx.filter.Packet;
import nsx.netlink.Ip;
import nsx.rtnl.Link;
import nsx.rtnl.Route;
import nsx.rtnl.RouteType;

/** The checks of IP for an incoming packet: its source address, and whether it may be forwarded. */
final class Arrival {
    private static final int STRICT = 1;
    private static final int USUAL_RULES = 3;

    private Arrival() {}

    /** Checks the source and destination address (ip_route_input_slow of net/ipv4/route.c). */
    static void check(Trail trail, Place in, Packet packet) {
        if (packet.isIpv6()) {
            six(in, packet);
            return;
        }
        loopback(in, packet.destination());
        loopback(in, packet.source());
        source(in, Flow.of(packet, Optional.of(in.link()))).ifPresent(fault -> {
            throw fault;
        });
        int filter = in.net().most(in.link(), "rp_filter");
        boolean looked = filter != 0 || isCustom(in.net()) && in.net().most(in.link(), "accept_local") == 0;
        if (looked && !in.link().flags().loopback()) {
            back(in, Flow.of(packet, Optional.of(in.link())))
                    .doubt()
                    .ifPresent(doubt -> trail.notSeen(in, "rp_filter", "the way back: " + doubt));
        }
        if (filter != 0) {
            trail.saw(
                    in,
                    "rp_filter",
                    filter == STRICT ? "strict: the way back is this device" : "loose: there is a way back");
        }
    }

    private static void six(Place in, Packet packet) {
        if (in.net().sysctl("net/ipv6/conf/" + in.link().name() + "/disable_ipv6") != 0) {
            throw new Fault(
                    in.toString(),
                    "IPv6",
                    "IPv6 is off on " + in,
                    Mend.sysctl(in.net(), "net/ipv6/conf/" + in.link().name() + "/disable_ipv6", 0));
        }
        if (packet.source().isLoopbackAddress() && !in.link().flags().loopback()) {
            throw new Fault(in.toString(), "source address", in + " drops what comes from " + Ip.text(packet.source()));
        }
    }

    /** Addresses of 127.0.0.0/8 on a cable are martians unless somebody allows them. */
    private static void loopback(Place in, InetAddress address) {
        if (address.isLoopbackAddress()
                && !in.link().flags().loopback()
                && in.net().most(in.link(), "route_localnet") == 0) {
            throw new Fault(
                    in.toString(),
                    "route_localnet",
                    in + " drops what has the address " + Ip.text(address) + ": route_localnet is 0",
                    Mend.sysctl(in.net(), path(in.link().name(), "route_localnet"), 1));
        }
    }

    /** Source validation: fib_validate_source of net/ipv4/fib_frontend.c. */
    static Optional<Fault> source(Place in, Flow flow) {
        NetState net = in.net();
        if (in.link().flags().loopback() || flow.from().isEmpty()) {
            return Optional.empty();
        }
        InetAddress from = flow.from().get();
        int filter = net.most(in.link(), "rp_filter");
        boolean local = net.most(in.link(), "accept_local") != 0;
        if (filter == 0 && local) {
            return Optional.empty();
        }
        if (filter == 0 && !isCustom(net)) {
            return net.address(from).isPresent() ? Optional.of(own(in, from)) : Optional.empty();
        }
        return whole(in, flow, filter, local);
    }

    /** With rules or local routes of somebody's own the whole lookup is done. */
    private static boolean isCustom(NetState net) {
        boolean rules = net.rules().stream()
                        .filter(r -> r.family() == nsx.rtnl.Family.INET)
                        .count()
                != USUAL_RULES;
        return rules
                || net.routes().stream()
                        .filter(r -> r.table() == Route.LOCAL && r.type() == RouteType.LOCAL)
                        .anyMatch(r -> !r.protocol().equals("kernel"));
    }

    private static Way back(Place in, Flow flow) {
        boolean marked = in.net().most(in.link(), "src_valid_mark") != 0;
        return new Routing(in.net()).way(flow.back(marked));
    }

    private static Optional<Fault> whole(Place in, Flow flow, int filter, boolean local) {
        NetState net = in.net();
        Way back = back(in, flow);
        if (back.isLocal() && !local) {
            return Optional.of(own(in, flow.from().orElseThrow()));
        }
        boolean broadcast = back.route()
                .map(Route::type)
                .filter(t -> t == RouteType.BROADCAST)
                .isPresent();
        boolean same = (back.leads() || back.isLocal())
                && back.devices().anyMatch(d -> d == in.link().index());
        boolean bare = net.addresses(in.link(), nsx.rtnl.Family.INET).isEmpty();
        boolean none = !back.leads() && !back.isLocal();
        if (broadcast) {
            return Optional.of(refused(in, flow, back));
        }
        if (none || !same && bare) {
            return filter == 0 ? Optional.empty() : Optional.of(refused(in, flow, back));
        }
        return !same && filter == STRICT ? Optional.of(refused(in, flow, back)) : Optional.empty();
    }

    private static Fault own(Place in, InetAddress from) {
        NetState net = in.net();
        return new Fault(
                in.toString(),
                "source address",
                net.name() + " has the sender's address " + Ip.text(from) + " itself and drops what comes from there",
                // everybody has the addresses of the loopback device, and needs them
                net.address(from)
                        .filter(a -> !from.isLoopbackAddress())
                        .flatMap(a -> net.link(a.index()).map(l -> Mend.noAddress(new Place(net, l), a))));
    }

    private static Fault refused(Place in, Flow flow, Way back) {
        return new Fault(in.toString(), "rp_filter", reason(in, flow.from().orElseThrow(), back), loosen(in, back));
    }

    private static String reason(Place in, InetAddress from, Way back) {
        String way = back.leads()
                ? "the way back leads by "
                        + back.dev().stream()
                                .mapToObj(in.net()::link)
                                .flatMap(Optional::stream)
                                .map(Link::name)
                                .findFirst()
                                .orElse("another device")
                : "there is no way back";
        return "rp_filter of " + in + " drops what comes from " + Ip.text(from) + ": " + way;
    }

    private static Cure loosen(Place in, Way back) {
        String own = path(in.link().name(), "rp_filter");
        if (back.leads()) {
            return Mend.sysctl(in.net(), own, 2);
        }
        boolean everywhere = in.net().sysctl(path("all", "rp_filter")) != 0;
        return Mend.sysctl(in.net(), everywhere ? path("all", "rp_filter") : own, 0);
    }

    /** IPv4 asks the device that a packet came by, IPv6 one switch for all (ip6_forward of net/ipv6/ip6_output.c). */
    static void checkForwarding(Trail trail, Place in, Packet packet) {
        NetState net = in.net();
        if (!isForwarding(in, packet.isIpv6())) {
            String path = forwarding(in, packet.isIpv6());
            boolean alone = !packet.isIpv6() && net.sysctl("net/ipv4/ip_forward") != 0;
            throw new Fault(
                    in.toString(),
                    "forwarding",
                    net.name() + " does not forward "
                            + (packet.isIpv6()
                                    ? "IPv6"
                                    : "IPv4 from " + in.link().name()),
                    Mend.sysctl(net, packet.isIpv6() || alone ? path : "net/ipv4/ip_forward", 1));
        }
        // back to the cable that it came from it may go (ip6_forward)
        boolean away = packet.in().index() != packet.out().index();
        if (packet.isIpv6() && away && packet.source().isLinkLocalAddress()) {
            throw new Fault(
                    in.toString(),
                    "forwarding",
                    net.name() + " does not forward what comes from " + Ip.text(packet.source())
                            + ", an address of one cable alone");
        }
        trail.saw(in, "forwarding", "on");
    }

    static boolean isForwarding(Place in, boolean six) {
        NetState net = in.net();
        boolean forced = six && net.sysctl("net/ipv6/conf/" + in.link().name() + "/force_forwarding") != 0;
        return forced || net.sysctl(forwarding(in, six)) != 0;
    }

    private static String forwarding(Place in, boolean six) {
        return six ? "net/ipv6/conf/all/forwarding" : path(in.link().name(), "forwarding");
    }

    static String path(String device, String name) {
        return "net/ipv4/conf/" + device + "/" + name;
    }
}
