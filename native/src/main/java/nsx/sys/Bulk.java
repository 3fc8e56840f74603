package nsx.sys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Sends and receives as much as a TCP connection carries, without copies in Java; none of it waits (tcp(7)). */
public final class Bulk {
    /** Bytes at a time. */
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
     * What the kernel says of a connection (TCP_INFO).
     *
     * @param rtt round trip, in microseconds
     * @param retransmissions segments that were sent again
     */
    public record Info(long rtt, long retransmissions) {}

    /** Sends zeros; the number of bytes, 0 when the connection takes none now. */
    public long send(Fd socket) {
        return checked("send", Libc.send(socket.number(), chunk, CHUNK, MSG_DONTWAIT | MSG_NOSIGNAL), socket);
    }

    /** Receives and forgets; the number of bytes, 0 when nothing came yet, -1 when the other end has ended. */
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

    /** Bytes that were sent and that the other end has not acknowledged yet. */
    public static long unacknowledged(Fd socket) {
        byte[] value = new byte[4];
        SysException.check("ioctl", Libc.ioctl(socket.number(), SIOCOUTQ, value), "SIOCOUTQ");
        return ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getInt();
    }

    /** What the kernel says of a connection. */
    public static Info info(Fd socket) {
        byte[] value = new byte[INFO];
        Sockets.getOption(socket, IPPROTO_TCP, TCP_INFO, value, "TCP_INFO");
        ByteBuffer info = ByteBuffer.wrap(value).order(ByteOrder.nativeOrder());
        return new Info(Integer.toUnsignedLong(info.getInt(RTT)), Integer.toUnsignedLong(info.getInt(TOTAL_RETRANS)));
    }
}
