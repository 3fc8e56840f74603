package nsx.trace;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import nsx.filter.Packet;
import nsx.icmp.IcmpMessage;
import nsx.netlink.Ip;
import nsx.netlink.IpProtocol;
import nsx.nft.Sample;
import nsx.sys.Connections;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Sockets;
import nsx.sys.SysException;

/**
 * One packet that asks for an answer: an echo request, the first packet of a TCP connection, or a datagram. The
 * sockets stay in the network namespace in which the shot was created, and its port or identifier is known before it
 * is sent.
 */
public final class Shot implements AutoCloseable {
    public static final int TCP = IpProtocol.TCP;
    public static final int UDP = IpProtocol.UDP;

    private static final byte[] DATAGRAM = "nsx probe\n".getBytes(StandardCharsets.US_ASCII);
    /** An unusual data size, to recognize the packet in traces that show only lengths. */
    private static final int ECHO_DATA = 61;
    /** An arbitrary port: no packet is sent to it. */
    private static final int SOME_PORT = 1025;

    /**
     * The destination of the packet.
     *
     * @param protocol the number in IP: 1 ICMP, 58 ICMPv6, 6 TCP, 17 UDP
     * @param port 0 for an echo
     */
    public record Target(InetAddress to, int protocol, int port) {
        public boolean six() {
            return to instanceof Inet6Address;
        }

        /** Whether the packet is an echo request. */
        public boolean isEcho() {
            return protocol == Packet.ICMP || protocol == Packet.ICMPV6;
        }

        /** The word of {@code probe} for the protocol. */
        public String word() {
            return isEcho() ? "icmp" : protocol == TCP ? "tcp" : "udp";
        }
    }

    /**
     * The answer to the packet.
     *
     * @param answered whether the destination exists and listens
     * @param text the answer in words: {@code reply}, {@code connected}, or an error
     * @param from the sender of the answer; empty if the kernel reports only the error
     * @param time the time since the packet was sent
     */
    public record Outcome(boolean answered, String text, Optional<InetAddress> from, Duration time) {}

    private final Target target;
    private final Fd socket;
    private final Sample sample;
    private InetAddress source;
    private long sent;

    private Shot(Target target, Fd socket, int number) {
        this.target = target;
        this.socket = socket;
        this.sample = new Sample(target.protocol(), number, target.six());
    }

    /** Opens the socket in the calling thread's network namespace. An echo needs CAP_NET_RAW there. */
    public static Shot aim(Target target) {
        int family = target.six() ? Ip.AF_INET6 : Ip.AF_INET;
        if (target.isEcho()) {
            Fd socket = Sockets.open(family, Sockets.SOCK_RAW, target.protocol());
            Sockets.noteArrivals(socket);
            return new Shot(target, socket, ThreadLocalRandom.current().nextInt(1, 0x10000));
        }
        Fd socket =
                Connections.open(family, target.protocol() == TCP ? Connections.SOCK_STREAM : Connections.SOCK_DGRAM);
        try {
            Connections.bind(socket, any(target.six()), 0);
            return new Shot(target, socket, Connections.local(socket).getPort());
        } catch (RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static InetAddress any(boolean six) {
        return Ip.of(new byte[six ? 16 : 4]);
    }

    /** The identification of the packet among others. */
    public Sample sample() {
        return sample;
    }

    /** The source address of the packet; empty if it could not be sent. */
    public Optional<InetAddress> source() {
        return Optional.ofNullable(source);
    }

    /** The time of sending, in the terms of {@link System#nanoTime}. */
    public long sent() {
        return sent;
    }

    /** The descriptor to poll for an answer; it becomes writable when a connection is made. */
    public Fd fd() {
        return socket;
    }

    /**
     * Sends the packet.
     *
     * @throws SysException if the kernel refuses at once: ENETUNREACH without a route, EACCES if a route prohibits it
     */
    public void fire() {
        if (target.isEcho()) {
            source = chosen();
            sent = Sockets.send(
                    socket, IcmpMessage.echoRequest(target.six(), sample.number(), 1, ECHO_DATA), target.to());
            return;
        }
        sent = Connections.connect(socket, target.to(), target.port());
        source = Connections.local(socket).getAddress();
        if (target.protocol() == UDP) {
            sent = Connections.send(socket, DATAGRAM);
        }
    }

    /** The source address that the kernel chooses for the destination. */
    private InetAddress chosen() {
        int family = target.six() ? Ip.AF_INET6 : Ip.AF_INET;
        sent = System.nanoTime();
        try (Fd other = Connections.open(family, Connections.SOCK_DGRAM)) {
            Connections.connect(other, target.to(), SOME_PORT);
            InetSocketAddress local = Connections.local(other);
            return local.getAddress();
        }
    }

    /** Returns the answer so far; empty for none. */
    public Optional<Outcome> look() {
        if (target.isEcho()) {
            return echo();
        }
        Optional<Errno> error = Connections.error(socket);
        if (error.isPresent()) {
            return Optional.of(failed(error.get()));
        }
        return target.protocol() == TCP ? connected() : datagram();
    }

    private Optional<Outcome> echo() {
        while (true) {
            Sockets.Datagram datagram;
            try {
                datagram = Sockets.receive(socket);
            } catch (SysException e) {
                if (e.errno() == Errno.EAGAIN) {
                    return Optional.empty();
                }
                return Optional.of(failed(e.errno()));
            }
            Optional<IcmpMessage> message =
                    IcmpMessage.parse(target.six(), datagram.data()).filter(m -> m.identifier() == sample.number());
            if (message.isPresent()) {
                return Optional.of(new Outcome(
                        message.get().isReply(),
                        message.get().text(),
                        Optional.of(datagram.sender()),
                        datagram.since(sent)));
            }
        }
    }

    /** Checks a TCP connection, from which nothing can be read before it is made (ENOTCONN). */
    private Optional<Outcome> connected() {
        return Connections.isConnected(socket)
                ? Optional.of(new Outcome(true, "connected", Optional.of(target.to()), time()))
                : Optional.empty();
    }

    private Optional<Outcome> datagram() {
        try {
            Sockets.Datagram datagram = Sockets.receive(socket);
            return Optional.of(new Outcome(true, "reply", Optional.of(datagram.sender()), time()));
        } catch (SysException e) {
            return e.errno() == Errno.EAGAIN ? Optional.empty() : Optional.of(failed(e.errno()));
        }
    }

    private Outcome failed(Errno errno) {
        return new Outcome(false, errno.text(), Optional.empty(), time());
    }

    private Duration time() {
        return Duration.ofNanos(System.nanoTime() - sent);
    }

    @Override
    public void close() {
        socket.close();
    }
}
