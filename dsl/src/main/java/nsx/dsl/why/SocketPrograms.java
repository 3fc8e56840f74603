package nsx.dsl.why;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import nsx.cgroup.GroupPrograms;
import nsx.diag.InetSocket;
import nsx.filter.Packet;
import nsx.sys.AttachedPrograms.Place;

/** Programs of BPF of control groups, which may refuse, drop or redirect what the sockets of their processes send and receive. */
record SocketPrograms(Trail trail) {
    /** A program that is started here asks: it is in the group of this process. */
    void asking(NetState net, Packet packet) {
        boolean six = packet.isIpv6();
        Set<Place> places = passing();
        places.add(Place.CGROUP_INET_SOCK_CREATE);
        // ping connects too, to learn its address
        places.add(six ? Place.CGROUP_INET6_CONNECT : Place.CGROUP_INET4_CONNECT);
        if (packet.sourcePort() != 0) {
            places.add(six ? Place.CGROUP_INET6_BIND : Place.CGROUP_INET4_BIND);
        }
        if (packet.protocol() == Receiver.TCP) {
            places.add(Place.CGROUP_SOCK_OPS);
        }
        if (packet.protocol() == Receiver.UDP) {
            places.addAll(messages(six));
        }
        check(net, GroupPrograms.OWN, places);
    }

    /** Each of the sockets that may take it answers from the group in which it was made. */
    void listening(NetState net, List<InetSocket> sockets, Packet packet) {
        Set<Place> places = passing();
        if (packet.protocol() == Receiver.UDP) {
            // a socket of IPv6 that takes IPv4 too passes those of IPv6
            places.addAll(messages(false));
            places.addAll(messages(true));
        }
        sockets.stream()
                .map(InetSocket::group)
                .filter(group -> group != 0)
                .distinct()
                .forEach(group -> check(net, group, places));
    }

    /** The kernel answers pings by sockets of its own, which it made in the group above all. */
    void echoing(NetState net) {
        check(net, GroupPrograms.ROOT, Set.of(Place.CGROUP_INET_EGRESS));
    }

    private static Set<Place> passing() {
        return EnumSet.of(Place.CGROUP_INET_INGRESS, Place.CGROUP_INET_EGRESS);
    }

    private static Set<Place> messages(boolean six) {
        return six
                ? EnumSet.of(Place.CGROUP_UDP6_SENDMSG, Place.CGROUP_UDP6_RECVMSG)
                : EnumSet.of(Place.CGROUP_UDP4_SENDMSG, Place.CGROUP_UDP4_RECVMSG);
    }

    private void check(NetState net, long group, Set<Place> places) {
        GroupPrograms programs = net.held().programs(group);
        programs.places().stream()
                .filter(places::contains)
                .sorted()
                .forEach(place -> trail.unsure(
                        net.name(),
                        "control group",
                        "what a program of BPF at " + place.name().toLowerCase(Locale.ROOT) + " of " + programs.group()
                                + " does with it"));
    }
}
