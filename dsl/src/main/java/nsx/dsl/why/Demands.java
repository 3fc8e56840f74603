package nsx.dsl.why;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import nsx.diag.InetSocket;
import nsx.diag.SocketOptions;
import nsx.filter.Packet;

/**
 * What sockets want of a packet beside their address and port.
 *
 * @param left its time to live, or its hop limit, when it arrives
 */
record Demands(Trail trail, int left) {
    private static final String LISTENER = "listener";
    /** No socket can want more of a packet. */
    private static final int HIGHEST = 255;

    /** @param sockets those of which the kernel takes one */
    void check(NetState net, List<InetSocket> sockets, Packet packet) {
        if (sockets.stream().anyMatch(InetSocket::isSigned)) {
            trail.notSeen(
                    net.name(), LISTENER, "whether it wants what comes signed (TCP MD5), which it does from some");
        }
        sockets.stream()
                .filter(s -> isFiltered(net, s))
                .findFirst()
                .ifPresent(s ->
                        trail.notSeen(net.name(), LISTENER, "whether the filter of " + Receiver.text(s) + " takes it"));
        if (packet.protocol() == Receiver.TCP) {
            lifetime(net, sockets, packet);
        }
    }

    /** Filters, keys and some options are counted as memory of the socket: one without has no filter. */
    private static boolean isFiltered(NetState net, InetSocket socket) {
        return socket.optionMemory() > 0
                && net.held().options(socket).map(SocketOptions::filtered).orElse(!socket.isSigned());
    }

    /** TCP drops what has passed too many routers for the socket (tcp_v4_rcv, tcp_v6_rcv). */
    private void lifetime(NetState net, List<InetSocket> sockets, Packet packet) {
        boolean six = packet.isIpv6();
        String field = six ? "hop limit" : "TTL";
        if (packet.isRewritten(Packet.Field.LIFETIME)) {
            sockets.stream()
                    .filter(s -> !isContent(net, s, six, 1))
                    .findFirst()
                    .ifPresent(s -> trail.notSeen(
                            net.name(),
                            LISTENER,
                            "whether " + Receiver.text(s) + " takes it: it may want a higher " + field
                                    + " than the one that a rule gave it"));
            return;
        }
        sockets.stream()
                .filter(s -> left < HIGHEST && net.held().options(s).isEmpty())
                .findFirst()
                .ifPresent(s -> trail.notSeen(
                        net.name(),
                        LISTENER,
                        "whether " + Receiver.text(s) + " takes a " + field + " of " + left
                                + ": its options cannot be asked, for no process of this user namespace has it open"));
        List<InetSocket> deaf = sockets.stream()
                .filter(s -> least(net, s, six).orElse(0) > left)
                .toList();
        if (deaf.isEmpty()) {
            return;
        }
        InetSocket first = deaf.get(0);
        if (deaf.size() < sockets.size()) {
            trail.notSeen(
                    net.name(), LISTENER, "which of " + sockets.size() + " sockets takes it: some want a higher TTL");
            return;
        }
        throw new Fault(
                net.name(),
                LISTENER,
                Receiver.text(first) + " in " + net.name() + " takes nothing that arrives with a "
                        + (six ? "hop limit" : "TTL") + " below "
                        + least(net, first, six).orElse(0) + " (" + (six ? "IPV6_MINHOPCOUNT" : "IP_MINTTL")
                        + "), and this has " + left);
    }

    /** Whether it surely takes what arrives with this time to live. */
    private static boolean isContent(NetState net, InetSocket socket, boolean six, int left) {
        return net.held()
                .options(socket)
                .filter(o -> o.least(six).orElse(0) <= left)
                .isPresent();
    }

    private static OptionalInt least(NetState net, InetSocket socket, boolean six) {
        Optional<SocketOptions> options = net.held().options(socket);
        return options.map(o -> o.least(six)).orElse(OptionalInt.empty());
    }
}
