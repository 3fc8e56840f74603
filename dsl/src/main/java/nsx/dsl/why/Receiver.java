package nsx.dsl.why;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import nsx.diag.InetSocket;
import nsx.dsl.why.World.Place;
import nsx.filter.Packet;
import nsx.netlink.Ip;
import nsx.rtnl.Family;
import nsx.rtnl.RoutingRule;

/**
 * Finds what takes a packet at its destination: a listening socket, or the kernel, which answers pings itself.
 *
 * @param left its time to live, or its hop limit, when it arrives
 */
record Receiver(World world, Trail trail, int left) {
    static final int TCP = 6;
    static final int UDP = 17;

    /**
     * Finds it; a fault when there is none.
     *
     * @param in the device that it came by
     * @return the socket; empty where there is none, or none is known
     */
    Optional<InetSocket> check(Place in, Packet packet) {
        if (packet.protocol() == Packet.ICMP || packet.protocol() == Packet.ICMPV6) {
            echo(in.net(), packet);
            new SocketPrograms(trail).echoing(in.net());
        } else if (packet.port() != 0) {
            return socket(in, packet);
        }
        return Optional.empty();
    }

    /**
     * The mark of the answer: that of the socket, or that of the packet where the kernel is told to keep it (IP4_REPLY_MARK,
     * inet_request_mark).
     */
    static OptionalInt mark(NetState net, Optional<InetSocket> socket, Packet packet) {
        int own = socket.map(InetSocket::mark).orElse(0);
        if (own != 0 || packet.protocol() == UDP) {
            return OptionalInt.of(own);
        }
        String keeping = packet.protocol() == TCP
                ? "net/ipv4/tcp_fwmark_accept"
                : packet.isIpv6() ? "net/ipv6/fwmark_reflect" : "net/ipv4/fwmark_reflect";
        return net.sysctl(keeping) == 0 ? OptionalInt.of(0) : packet.mark();
    }

    private static void echo(NetState net, Packet packet) {
        String path = packet.isIpv6() ? "net/ipv6/icmp/echo_ignore_all" : "net/ipv4/icmp_echo_ignore_all";
        if (net.sysctl(path) != 0) {
            throw new Fault(
                    net.name(),
                    "echo",
                    net.name() + " answers no ping: " + path.substring(path.lastIndexOf('/') + 1) + " is 1",
                    Mend.sysctl(net, path, 0));
        }
    }

    private Optional<InetSocket> socket(Place in, Packet packet) {
        NetState net = in.net();
        Optional<List<InetSocket>> all = net.held().sockets(packet.protocol());
        if (all.isEmpty()) {
            trail.notSeen(net.name(), "listener", "the sockets there");
            return Optional.empty();
        }
        if (net.held().isChoosing()) {
            trail.unsure(net.name(), "listener", "which socket a program of BPF chooses for it");
        }
        List<InetSocket> listening =
                all.get().stream().filter(Receiver::isWaiting).toList();
        List<InetSocket> best = best(listening, in, packet);
        if (best.isEmpty()) {
            throw nobody(net, listening, packet);
        }
        queue(net, best, packet);
        new SocketPrograms(trail).listening(net, best, packet);
        answering(net, best, packet);
        new Demands(trail, left).check(net, best, packet);
        trail.saw(net.name(), "listener", "listens on " + text(best.get(0)));
        return Optional.of(best.get(0));
    }

    static boolean isWaiting(InetSocket socket) {
        return socket.state().equals("listen") || socket.state().equals("unconnected") && socket.localPort() != 0;
    }

    /** Those that the kernel ranks highest (compute_score of net/ipv4/inet_hashtables.c). */
    private static List<InetSocket> best(List<InetSocket> listening, Place in, Packet packet) {
        List<InetSocket> fitting =
                listening.stream().filter(s -> takes(s, in, packet)).toList();
        Comparator<InetSocket> rank = Comparator.comparing(
                        (InetSocket s) -> !s.local().isAnyLocalAddress())
                .thenComparing(s -> s.device() != 0)
                .thenComparing(s -> (s.local() instanceof Inet6Address) == packet.isIpv6());
        return fitting.stream()
                .max(rank)
                .map(top ->
                        fitting.stream().filter(s -> rank.compare(s, top) == 0).toList())
                .orElse(List.of());
    }

    private static boolean takes(InetSocket socket, Place in, Packet packet) {
        return socket.localPort() == packet.port()
                && (socket.device() == 0 || socket.device() == in.link().index())
                && isFor(socket, packet.destination());
    }

    private static boolean isFor(InetSocket socket, InetAddress address) {
        InetAddress local = plain(socket.local());
        if (!local.isAnyLocalAddress()) {
            return local.equals(address);
        }
        boolean six = socket.local() instanceof Inet6Address;
        return six ? address instanceof Inet6Address || !socket.only6() : address instanceof Inet4Address;
    }

    /** An IPv4 address as one, where a socket of IPv6 has it (::ffff:10.0.0.1). */
    private static InetAddress plain(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean mapped = bytes.length == 16
                && bytes[10] == -1
                && bytes[11] == -1
                && Arrays.equals(bytes, 0, 10, new byte[10], 0, 10);
        return mapped ? Ip.of(Arrays.copyOfRange(bytes, 12, 16)) : address;
    }

    /** A listening socket of TCP says how many connections wait, and how many may. */
    private void queue(NetState net, List<InetSocket> best, Packet packet) {
        long full = best.stream()
                .filter(s -> packet.protocol() == TCP && s.receiveQueue() > s.sendQueue())
                .count();
        if (full == best.size() && full > 0) {
            InetSocket socket = best.get(0);
            throw new Fault(
                    net.name(),
                    "listener",
                    "the queue of " + text(socket) + " in " + net.name() + " is full: " + socket.receiveQueue()
                            + " connections wait, and the program that listens accepts none");
        }
        if (full > 0) {
            trail.notSeen(net.name(), "listener", "which of " + best.size() + " sockets takes it: some are full");
        }
    }

    /** Rules for users are for the answers of their programs too, which are else taken for root's. */
    private void answering(NetState net, List<InetSocket> best, Packet packet) {
        Family family = packet.isIpv6() ? Family.INET6 : Family.INET;
        for (RoutingRule rule : net.rules()) {
            best.stream()
                    .filter(s -> rule.family() == family && isOf(rule, s.user()) != isOf(rule, 0))
                    .findFirst()
                    .ifPresent(s -> trail.unsure(
                            net.name(),
                            "rule",
                            "whether rule " + Integer.toUnsignedString(rule.priority()) + " takes the answer, which is"
                                    + " sent by user " + s.user()));
        }
    }

    private static boolean isOf(RoutingRule rule, int user) {
        return rule.all()
                .struct("FRA_UID_RANGE")
                .map(r -> r.number("start") <= Integer.toUnsignedLong(user)
                        && Integer.toUnsignedLong(user) <= r.number("end"))
                .orElse(true);
    }

    private Fault nobody(NetState net, List<InetSocket> listening, Packet packet) {
        String kind = packet.protocol() == TCP ? "TCP" : "UDP";
        String others = listening.stream()
                .filter(s -> s.localPort() == packet.port())
                .map(Receiver::text)
                .distinct()
                .collect(Collectors.joining(", "));
        String elsewhere = world.all().stream()
                .filter(n -> n != net && others.isEmpty())
                .filter(n -> n.held().sockets(packet.protocol()).orElse(List.of()).stream()
                        .anyMatch(s -> isWaiting(s) && s.localPort() == packet.port()))
                .map(NetState::name)
                .collect(Collectors.joining(", "));
        String hint = !others.isEmpty()
                ? "; who listens there has " + others
                : elsewhere.isEmpty() ? "" : "; in " + elsewhere + " somebody does";
        return new Fault(
                net.name(),
                "listener",
                "nobody listens on " + kind + " port " + packet.port() + " of " + Ip.text(packet.destination()) + " in "
                        + net.name() + hint);
    }

    static String text(InetSocket socket) {
        String address = Ip.text(socket.local());
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + socket.localPort()
                + (socket.only6() && socket.local().isAnyLocalAddress() ? " (IPv6 alone)" : "")
                + (socket.device() == 0 ? "" : " of one device alone");
    }
}
