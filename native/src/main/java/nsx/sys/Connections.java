package nsx.sys;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import nsx.netlink.Ip;

/** Connects sockets without waiting and reports network errors (connect(2), ip(7)). */
public final class Connections {
    public static final int SOCK_STREAM = 1;
    public static final int SOCK_DGRAM = 2;
    private static final int SOCK_NONBLOCK = 04000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_ERROR = 4;
    private static final int IPPROTO_IP = 0;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IP_RECVERR = 11;
    private static final int IPV6_RECVERR = 25;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int SOCKADDR_IN6 = 28;
    private static final byte[] TRUE = number(1);

    private Connections() {}

    /**
     * Opens a socket that never waits and immediately gets every error that routers and the other end report.
     *
     * @param type SOCK_STREAM or SOCK_DGRAM
     */
    public static Fd open(int family, int type) {
        Fd socket = Sockets.open(family, type | SOCK_NONBLOCK, 0);
        boolean six = family == Ip.AF_INET6;
        int level = six ? IPPROTO_IPV6 : IPPROTO_IP;
        int option = six ? IPV6_RECVERR : IP_RECVERR;
        int done = Libc.setsockopt(socket.number(), level, option, TRUE, TRUE.length);
        if (done < 0) {
            SysException failure = new SysException("setsockopt", Errno.of(Libc.errno()), "IP_RECVERR");
            socket.close();
            throw failure;
        }
        return socket;
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.nativeOrder())
                .putInt(value)
                .array();
    }

    /**
     * Starts to connect; a connection in progress (EINPROGRESS) is not an error.
     *
     * @return {@link System#nanoTime} right before the system call
     */
    public static long connect(Fd socket, InetAddress to, int port) {
        byte[] address = Sockets.socketAddress(to, port);
        long time = System.nanoTime();
        int done = Libc.connect(socket.number(), address, address.length);
        if (done < 0 && Errno.of(Libc.errno()) != Errno.EINPROGRESS) {
            throw new SysException("connect", Errno.of(Libc.errno()), to.getHostAddress());
        }
        return time;
    }

    /** Binds a socket to an address and a port; 0 for a free port. */
    public static void bind(Fd socket, InetAddress address, int port) {
        byte[] bytes = Sockets.socketAddress(address, port);
        SysException.check("bind", Libc.bind(socket.number(), bytes, bytes.length), address.getHostAddress());
    }

    /** The local address and port (getsockname(2)). */
    public static InetSocketAddress local(Fd socket) {
        byte[] address = new byte[SOCKADDR_IN6];
        SysException.check("getsockname", Libc.getsockname(socket.number(), address, new int[] {SOCKADDR_IN6}), socket);
        return end(address);
    }

    /** Decodes the kernel's form of an address and a port. */
    static InetSocketAddress end(byte[] socketAddress) {
        int port = Short.toUnsignedInt(
                ByteBuffer.wrap(socketAddress).order(ByteOrder.BIG_ENDIAN).getShort(2));
        return new InetSocketAddress(Sockets.address(socketAddress), port);
    }

    /** Whether the other end has accepted the connection (getpeername(2)). */
    public static boolean isConnected(Fd socket) {
        return Libc.getpeername(socket.number(), new byte[SOCKADDR_IN6], new int[] {SOCKADDR_IN6}) == 0;
    }

    /** The error since the last call (SO_ERROR); empty for none. */
    public static Optional<Errno> error(Fd socket) {
        byte[] value = new byte[4];
        Sockets.getOption(socket, SOL_SOCKET, SO_ERROR, value, "SO_ERROR");
        int number = ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getInt();
        return number == 0 ? Optional.empty() : Optional.of(Errno.of(number));
    }

    /**
     * Sends to the other end; EPIPE, without a signal, if it is gone.
     *
     * @return {@link System#nanoTime} right before the system call
     */
    public static long send(Fd socket, byte[] data) {
        long time = System.nanoTime();
        SysException.check(
                "sendto",
                Libc.sendto(socket.number(), data, data.length, MSG_NOSIGNAL, null, 0),
                data.length + " bytes");
        return time;
    }
}
