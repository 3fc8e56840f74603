package nsx.sys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * Sends and receives the data of one protocol on one device, without frame headers (packet(7)). The socket is opened
 * in the network namespace of the calling thread and stays there. It needs CAP_NET_RAW.
 */
public final class FrameSocket implements AutoCloseable {
    private static final int AF_PACKET = 17;
    private static final int SOCK_DGRAM_CLOEXEC = 02000002;
    private static final int SOCKADDR_LL = 20;
    private static final int MAC = 6;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int LONGEST = 2048;

    private final Fd fd;
    private final int protocol;
    private final int index;

    private FrameSocket(Fd fd, int protocol, int index) {
        this.fd = fd;
        this.protocol = protocol;
        this.index = index;
    }

    /**
     * Opens a socket.
     *
     * @param protocol the EtherType, such as 0x0806 for ARP
     * @param index the index of the device
     * @throws SysException EPERM without CAP_NET_RAW, ENODEV if the device is gone
     */
    public static FrameSocket open(int protocol, int index) {
        Fd fd = Descriptors.take(
                "socket", () -> Libc.socket(AF_PACKET, SOCK_DGRAM_CLOEXEC, 0), "AF_PACKET, SOCK_DGRAM");
        try {
            FrameSocket socket = new FrameSocket(fd, protocol, index);
            byte[] address = socket.address(new byte[MAC]);
            SysException.check("bind", Libc.bind(fd.number(), address, address.length), "AF_PACKET " + index);
            Arrival.note(fd);
            return socket;
        } catch (RuntimeException e) {
            fd.close();
            throw e;
        }
    }

    /**
     * Sends to one hardware address or to the broadcast address.
     *
     * @param to the hardware address, six bytes
     * @return {@link System#nanoTime} right before the system call
     * @throws SysException ENETDOWN, ENXIO while the device is down
     */
    public long send(byte[] data, byte[] to) {
        byte[] address = address(to);
        long time = System.nanoTime();
        SysException.check(
                "sendto",
                Libc.sendto(fd.number(), data, data.length, 0, address, address.length),
                data.length + " bytes");
        return time;
    }

    /**
     * The data of a received frame.
     *
     * @param arrived when the kernel received it, as {@link System#nanoTime}
     */
    public record Received(byte[] data, long arrived) {}

    /** Returns the next received data without waiting; empty if nothing has arrived. */
    public Optional<Received> receive() {
        byte[] data = new byte[LONGEST];
        long n = Libc.recvfrom(fd.number(), data, data.length, MSG_DONTWAIT, null, null);
        if (n < 0 && Errno.of(Libc.errno()) == Errno.EAGAIN) {
            return Optional.empty();
        }
        SysException.check("recvfrom", n, fd);
        long arrived = Arrival.last(fd);
        return Optional.of(new Received(Arrays.copyOf(data, (int) n), arrived));
    }

    private byte[] address(byte[] mac) {
        return ByteBuffer.allocate(SOCKADDR_LL)
                .order(ByteOrder.nativeOrder())
                .putShort((short) AF_PACKET)
                .order(ByteOrder.BIG_ENDIAN)
                .putShort((short) protocol)
                .order(ByteOrder.nativeOrder())
                .putInt(index)
                .putShort((short) 0)
                .put((byte) 0)
                .put((byte) MAC)
                .put(mac)
                .array();
    }

    /** The descriptor to poll for received data. */
    public Fd fd() {
        return fd;
    }

    @Override
    public void close() {
        fd.close();
    }
}
