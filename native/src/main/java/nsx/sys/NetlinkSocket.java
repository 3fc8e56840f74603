package nsx.sys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import nsx.netlink.Transport;

/**
 * A netlink socket of the calling thread's network namespace, where it stays even if other threads use it
 * (netlink(7)). Extended acknowledgements (since 4.12) and strict checking of dump requests (since 4.20) are on.
 */
public final class NetlinkSocket implements Transport {
    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW = 3;
    private static final int SOCK_CLOEXEC = 02000000;
    private static final int SOL_NETLINK = 270;
    private static final int NETLINK_ADD_MEMBERSHIP = 1;
    private static final int NETLINK_CAP_ACK = 10;
    private static final int NETLINK_EXT_ACK = 11;
    private static final int NETLINK_GET_STRICT_CHK = 12;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUF = 8;
    private static final int RECEIVE_BUFFER = 1 << 20;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int ADDRESS_BYTES = 12;

    private final Fd fd;
    private final int port;

    private NetlinkSocket(Fd fd) {
        this.fd = fd;
        this.port = port(fd);
    }

    /**
     * Opens a socket of a netlink family.
     *
     * @param family NETLINK_ROUTE 0, NETLINK_SOCK_DIAG 4, NETLINK_NETFILTER 12, NETLINK_GENERIC 16
     */
    public static NetlinkSocket open(int family) {
        Fd fd = Descriptors.take(
                "socket", () -> Libc.socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, family), "AF_NETLINK, " + family);
        try {
            byte[] address = ByteBuffer.allocate(ADDRESS_BYTES)
                    .order(ByteOrder.nativeOrder())
                    .putShort((short) AF_NETLINK)
                    .array();
            SysException.check("bind", Libc.bind(fd.number(), address, address.length), "AF_NETLINK");
            option(fd, SOL_NETLINK, NETLINK_EXT_ACK, 1);
            option(fd, SOL_NETLINK, NETLINK_CAP_ACK, 1);
            option(fd, SOL_NETLINK, NETLINK_GET_STRICT_CHK, 1);
            option(fd, SOL_SOCKET, SO_RCVBUF, RECEIVE_BUFFER);
            return new NetlinkSocket(fd);
        } catch (RuntimeException e) {
            fd.close();
            throw e;
        }
    }

    private static int port(Fd fd) {
        byte[] address = new byte[ADDRESS_BYTES];
        SysException.check("getsockname", Libc.getsockname(fd.number(), address, new int[] {ADDRESS_BYTES}), fd);
        return ByteBuffer.wrap(address).order(ByteOrder.nativeOrder()).getInt(4);
    }

    private static void option(Fd fd, int level, int option, int value) {
        byte[] bytes = ByteBuffer.allocate(4)
                .order(ByteOrder.nativeOrder())
                .putInt(value)
                .array();
        SysException.check(
                "setsockopt", Libc.setsockopt(fd.number(), level, option, bytes, bytes.length), "netlink " + option);
    }

    /** Subscribes to a multicast group. */
    public void join(int group) {
        option(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, group);
    }

    /** Subscribes to a group that older kernels lack; returns whether the kernel has it. */
    public boolean joinIfKnown(int group) {
        try {
            join(group);
            return true;
        } catch (SysException e) {
            if (e.errno() != Errno.EINVAL) {
                throw e;
            }
            return false;
        }
    }

    @Override
    public void send(byte[] datagram) {
        SysException.check("sendto", Libc.sendto(fd.number(), datagram, datagram.length, 0, null, 0), "AF_NETLINK");
    }

    @Override
    public byte[] receive() {
        return ReceiveBuffers.use(this::receive);
    }

    private byte[] receive(ByteBuffer buffer) {
        while (true) {
            byte[] sender = new byte[ADDRESS_BYTES];
            long n = Libc.recvfrom(fd.number(), buffer, ReceiveBuffers.BYTES, 0, sender, new int[] {ADDRESS_BYTES});
            if (n < 0 && Errno.of(Libc.errno()) == Errno.EINTR) {
                continue;
            }
            SysException.check("recvfrom", n, "AF_NETLINK");
            if (isKernel(sender)) {
                return copy(buffer, n);
            }
        }
    }

    /**
     * Returns the kernel's next datagram without waiting; ENOBUFS if events were lost since the last one
     * (netlink(7)).
     */
    public Optional<byte[]> receiveNow() {
        return ReceiveBuffers.use(this::receiveNow);
    }

    private Optional<byte[]> receiveNow(ByteBuffer buffer) {
        while (true) {
            byte[] sender = new byte[ADDRESS_BYTES];
            long n = Libc.recvfrom(
                    fd.number(), buffer, ReceiveBuffers.BYTES, MSG_DONTWAIT, sender, new int[] {ADDRESS_BYTES});
            if (n < 0 && Errno.of(Libc.errno()) == Errno.EAGAIN) {
                return Optional.empty();
            }
            SysException.check("recvfrom", n, "AF_NETLINK");
            if (isKernel(sender)) {
                return Optional.of(copy(buffer, n));
            }
        }
    }

    private static byte[] copy(ByteBuffer buffer, long length) {
        byte[] bytes = new byte[(int) length];
        buffer.get(0, bytes);
        return bytes;
    }

    /**
     * Whether the kernel sent a datagram: only port 0 is the kernel, and a datagram of another process could claim to
     * be a reply.
     */
    private static boolean isKernel(byte[] sender) {
        return ByteBuffer.wrap(sender).order(ByteOrder.nativeOrder()).getInt(4) == 0;
    }

    /** The descriptor to poll for received datagrams. */
    public Fd fd() {
        return fd;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() {
        fd.close();
    }
}
