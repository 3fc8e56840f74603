package nsx.sys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Sends and receives bulk data over TCP without copies in Java; no method waits (tcp(7)). */
public final class Bulk {
    /** The number of bytes per call. */
    private static final int CHUNK = 256 * 1024;

    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_INFO = 11;
    private static final int INFO = 104;
    private static final int RTT = 68;
    private static final int TOTAL_RETRANS = 100;
    private static final long SIOCOUTQ = 0x5411;

    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);

    /**
     * The measurements of a connection (TCP_INFO).
     *
     * @param rtt the round trip time, in microseconds
     * @param retransmissions the number of retransmitted segments
     */
    public record Info(long rtt, long retransmissions) {}

    /** Sends zeros; returns the number of bytes, 0 if the connection accepts none now. */
    public long send(Fd socket) {
        return checked("send", Libc.send(socket.number(), chunk, CHUNK, MSG_DONTWAIT | MSG_NOSIGNAL), socket);
    }

    /**
     * Receives and discards; returns the number of bytes, 0 if nothing has arrived, -1 if the other end has finished.
     */
    public long receive(Fd socket) {
        long n = Libc.recv(socket.number(), chunk, CHUNK, MSG_DONTWAIT);
        return n == 0 ? -1 : checked("recv", n, socket);
    }

    private static long checked(String call, long n, Fd socket) {
        if (n < 0) {
            Errno errno = Errno.of(Libc.errno());
            if (errno == Errno.EAGAIN || errno == Errno.EINTR) {
                return 0;
            }
            throw new SysException(call, errno, socket.toString());
        }
        return n;
    }

    /** The number of sent bytes that the other end has not acknowledged yet. */
    public static long unacknowledged(Fd socket) {
        byte[] value = new byte[4];
        SysException.check("ioctl", Libc.ioctl(socket.number(), SIOCOUTQ, value), "SIOCOUTQ");
        return ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getInt();
    }

    /** The measurements of a connection. */
    public static Info info(Fd socket) {
        byte[] value = new byte[INFO];
        Sockets.getOption(socket, IPPROTO_TCP, TCP_INFO, value, "TCP_INFO");
        ByteBuffer info = ByteBuffer.wrap(value).order(ByteOrder.nativeOrder());
        return new Info(Integer.toUnsignedLong(info.getInt(RTT)), Integer.toUnsignedLong(info.getInt(TOTAL_RETRANS)));
    }
}
