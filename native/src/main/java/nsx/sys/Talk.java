package nsx.sys;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import nsx.netlink.Ip;

/**
 * Listens on sockets of {@link Connections} and exchanges data over them; no method waits (listen(2), accept(2),
 * recv(2)).
 */
public final class Talk {
    private static final int SOCK_CLOEXEC_NONBLOCK = 02004000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEADDR = 2;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_V6ONLY = 26;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int SHUT_WR = 1;
    private static final int SOCKADDR_IN6 = 28;

    private Talk() {}

    /** An accepted connection and its other end. */
    public record Accepted(Fd socket, InetSocketAddress from) {}

    /** A datagram and its sender. */
    public record Datagram(byte[] data, InetSocketAddress from) {}

    /** Allows a port to be bound while old connections of it are in TIME-WAIT. */
    public static void reuseAddress(Fd socket) {
        set(socket, SOL_SOCKET, SO_REUSEADDR, 1, "SO_REUSEADDR");
    }

    /** Sets whether an IPv6 socket leaves IPv4 to other sockets. */
    public static void onlySix(Fd socket, boolean only) {
        set(socket, IPPROTO_IPV6, IPV6_V6ONLY, only ? 1 : 0, "IPV6_V6ONLY");
    }

    private static void set(Fd socket, int level, int option, int value, String name) {
        byte[] bytes = ByteBuffer.allocate(4)
                .order(ByteOrder.nativeOrder())
                .putInt(value)
                .array();
        SysException.check("setsockopt", Libc.setsockopt(socket.number(), level, option, bytes, bytes.length), name);
    }

    /**
     * Starts accepting connections.
     *
     * @param waiting the number of connections that may wait to be accepted
     */
    public static void listen(Fd socket, int waiting) {
        SysException.check("listen", Libc.listen(socket.number(), waiting), socket);
    }

    /** Returns the next connection; empty if none is waiting or it is already gone. */
    public static Optional<Accepted> accept(Fd listening) {
        byte[] address = new byte[SOCKADDR_IN6];
        int number = Libc.accept4(listening.number(), address, new int[] {SOCKADDR_IN6}, SOCK_CLOEXEC_NONBLOCK);
        if (number < 0) {
            Errno errno = Errno.of(Libc.errno());
            if (errno == Errno.EAGAIN || errno == Errno.ECONNABORTED || errno == Errno.EINTR) {
                return Optional.empty();
            }
            throw new SysException("accept4", errno, listening.toString());
        }
        return Optional.of(new Accepted(new Fd(number), Connections.end(address)));
    }

    /**
     * Returns received data without waiting; empty if nothing has arrived, no bytes if the other end has finished or
     * sent an empty datagram.
     */
    public static Optional<byte[]> receive(Fd socket, int most) {
        byte[] data = new byte[most];
        long n = Libc.recvfrom(socket.number(), data, most, MSG_DONTWAIT, null, null);
        return n < 0 ? nothing(socket) : Optional.of(Arrays.copyOf(data, (int) n));
    }

    /** Returns the next datagram without waiting; empty if none has arrived. */
    public static Optional<Datagram> receiveFrom(Fd socket, int most) {
        byte[] data = new byte[most];
        byte[] address = new byte[SOCKADDR_IN6];
        long n = Libc.recvfrom(socket.number(), data, most, MSG_DONTWAIT, address, new int[] {SOCKADDR_IN6});
        return n < 0
                ? nothing(socket)
                : Optional.of(new Datagram(Arrays.copyOf(data, (int) n), Connections.end(address)));
    }

    private static <T> Optional<T> nothing(Fd socket) {
        Errno errno = Errno.of(Libc.errno());
        if (errno == Errno.EAGAIN || errno == Errno.EINTR) {
            return Optional.empty();
        }
        throw new SysException("recvfrom", errno, socket.toString());
    }

    /** Sends as much as possible without waiting; returns the number of bytes, 0 if the socket accepts none now. */
    public static int send(Fd socket, byte[] data) {
        long n = Libc.sendto(socket.number(), data, data.length, MSG_DONTWAIT | MSG_NOSIGNAL, null, 0);
        if (n < 0 && Errno.of(Libc.errno()) == Errno.EAGAIN) {
            return 0;
        }
        SysException.check("sendto", n, data.length + " bytes");
        return (int) n;
    }

    /**
     * Sends a datagram.
     *
     * @param six whether it is an IPv6 socket, which uses mapped IPv4 addresses
     */
    public static void sendTo(Fd socket, boolean six, byte[] data, InetSocketAddress to) {
        byte[] address = Sockets.socketAddress(to.getAddress(), to.getPort());
        byte[] written = six && to.getAddress().getAddress().length == 4 ? mapped(address) : address;
        long n = Libc.sendto(socket.number(), data, data.length, MSG_DONTWAIT | MSG_NOSIGNAL, written, written.length);
        SysException.check("sendto", n, to.toString());
    }

    /** Returns the IPv4-mapped address {@code ::ffff:10.0.0.1}. */
    private static byte[] mapped(byte[] four) {
        ByteBuffer b = ByteBuffer.allocate(SOCKADDR_IN6).order(ByteOrder.nativeOrder());
        b.putShort((short) Ip.AF_INET6).put(four, 2, 2);
        b.put(18, (byte) 0xff).put(19, (byte) 0xff);
        for (int i = 0; i < 4; i++) {
            b.put(20 + i, four[4 + i]);
        }
        return b.array();
    }

    /** Tells the other end that no more data follows; the other end may still send (SHUT_WR). */
    public static void finish(Fd socket) {
        int done = Libc.shutdown(socket.number(), SHUT_WR);
        if (done < 0 && Errno.of(Libc.errno()) != Errno.ENOTCONN) {
            SysException.check("shutdown", done, socket);
        }
    }
}
