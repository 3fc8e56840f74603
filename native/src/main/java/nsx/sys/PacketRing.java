package nsx.sys;

import com.sun.jna.Pointer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Optional;

/**
 * Captures the frames of a device through a ring of blocks that the kernel fills and this process reads in place
 * (packet(7), TPACKET_V3 since 3.2; Documentation/networking/packet_mmap.rst). The ring stays in the network
 * namespace of the thread that opened it, and other threads may use it. The device is promiscuous while the ring is
 * open.
 */
public final class PacketRing implements AutoCloseable {
    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW = 3;
    private static final int SOCK_CLOEXEC = 02000000;
    private static final int ETH_P_ALL = 3;
    private static final int SOL_SOCKET = 1;
    private static final int SO_ERROR = 4;
    private static final int SOL_PACKET = 263;
    private static final int PACKET_ADD_MEMBERSHIP = 1;
    private static final int PACKET_MR_PROMISC = 1;
    private static final int PACKET_RX_RING = 5;
    private static final int PACKET_STATISTICS = 6;
    private static final int PACKET_VERSION = 10;
    private static final int TPACKET_V3 = 2;
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_SHARED = 1;
    private static final int SOCKADDR_LL = 20;

    private static final int BLOCK = 1 << 20;
    private static final int BLOCKS = 32;
    /** The least number of blocks of a ring, however many there are. */
    private static final int FEW_BLOCKS = 4;
    /** The number of blocks that several rings share: a flood fills a small ring before it is read. */
    private static final int SHARED_BLOCKS = 128;
    /** The frame size, which in TPACKET_V3 only serves for accounting: frames follow each other. */
    private static final int FRAME = 2048;
    /** The time after which the kernel hands over a block that is not full. */
    private static final int RETIRE_MILLIS = 20;

    private static final int BLOCK_STATUS = 8;
    private static final int BLOCK_PACKETS = 12;
    private static final int BLOCK_FIRST = 16;
    private static final int TP_STATUS_KERNEL = 0;
    private static final int TP_STATUS_USER = 1;
    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final Fd fd;
    private final String device;
    private final int hardware;
    private final Pointer memory;
    private final ByteBuffer ring;
    private final int blocks;
    private int block;

    /** Receives frames in the memory of the ring; a frame to keep must be copied. */
    @FunctionalInterface
    public interface Reader {
        /** @return whether to continue; otherwise the rest of the block is skipped */
        boolean read(RingFrame frame);
    }

    private PacketRing(Fd fd, String device, int hardware, Pointer memory, int blocks) {
        this.blocks = blocks;
        this.fd = fd;
        this.device = device;
        this.hardware = hardware;
        this.memory = memory;
        this.ring = memory.getByteBuffer(0, (long) BLOCK * blocks).order(ByteOrder.nativeOrder());
    }

    /** Opens the ring of a device; EPERM without CAP_NET_RAW, ENODEV if the device is gone. */
    public static PacketRing open(String device, int index) {
        return open(device, index, BLOCKS, Optional.empty());
    }

    /** As {@link #open(String, int)}, but only with frames that pass a kernel filter. */
    public static PacketRing open(String device, int index, PacketFilter filter) {
        return open(device, index, BLOCKS, Optional.of(filter));
    }

    /**
     * Opens a ring of all present and future devices of the calling thread's network namespace. They do not become
     * promiscuous.
     *
     * @param rings the number of rings that are open together, each of which gets its share of 128 MB: 4 to 32 MB
     */
    public static PacketRing ofAll(Optional<PacketFilter> filter, int rings) {
        return open("all devices", 0, share(rings), filter);
    }

    /** The number of blocks of each of some rings. */
    static int share(int rings) {
        return Math.max(FEW_BLOCKS, Math.min(BLOCKS, SHARED_BLOCKS / Math.max(1, rings)));
    }

    private static PacketRing open(String device, int index, int blocks, Optional<PacketFilter> filter) {
        Fd fd = Descriptors.take(
                "socket", () -> Libc.socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0), "AF_PACKET, SOCK_RAW");
        try {
            option(fd, PACKET_VERSION, ints(TPACKET_V3), "PACKET_VERSION TPACKET_V3");
            int frames = BLOCK / FRAME * blocks;
            option(fd, PACKET_RX_RING, ints(BLOCK, blocks, FRAME, frames, RETIRE_MILLIS, 0, 0), "PACKET_RX_RING");
            filter.ifPresent(f -> f.attach(fd));
            Pointer memory = map(fd, blocks);
            try {
                byte[] address = address(index);
                SysException.check("bind", Libc.bind(fd.number(), address, address.length), "AF_PACKET " + device);
                if (index != 0) {
                    option(fd, PACKET_ADD_MEMBERSHIP, ints(index, PACKET_MR_PROMISC, 0, 0), "PACKET_MR_PROMISC");
                }
                return new PacketRing(fd, device, hardware(fd), memory, blocks);
            } catch (RuntimeException e) {
                LibcPacket.munmap(memory, (long) BLOCK * blocks);
                throw e;
            }
        } catch (RuntimeException e) {
            fd.close();
            throw e;
        }
    }

    private static Pointer map(Fd fd, int blocks) {
        Pointer memory = LibcPacket.mmap(null, (long) BLOCK * blocks, PROT_READ_WRITE, MAP_SHARED, fd.number(), 0);
        if (Pointer.nativeValue(memory) == -1) {
            throw new SysException("mmap", Errno.of(com.sun.jna.Native.getLastError()), "ring of packets");
        }
        return memory;
    }

    private static byte[] address(int index) {
        return ByteBuffer.allocate(SOCKADDR_LL)
                .order(ByteOrder.nativeOrder())
                .putShort((short) AF_PACKET)
                .order(ByteOrder.BIG_ENDIAN)
                .putShort((short) ETH_P_ALL)
                .order(ByteOrder.nativeOrder())
                .putInt(index)
                .array();
    }

    private static int hardware(Fd fd) {
        byte[] address = new byte[SOCKADDR_LL];
        SysException.check("getsockname", Libc.getsockname(fd.number(), address, new int[] {SOCKADDR_LL}), fd);
        return Short.toUnsignedInt(
                ByteBuffer.wrap(address).order(ByteOrder.nativeOrder()).getShort(8));
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.nativeOrder());
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    private static void option(Fd fd, int option, byte[] value, String name) {
        SysException.check("setsockopt", Libc.setsockopt(fd.number(), SOL_PACKET, option, value, value.length), name);
    }

    private static int get(Fd fd, int level, int option, byte[] value, String name) {
        Sockets.getOption(fd, level, option, value, name);
        return ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getInt(0);
    }

    /** The hardware type, ARPHRD_*: 1 Ethernet, 772 loopback, 65534 none. */
    public int hardware() {
        return hardware;
    }

    /**
     * Waits for frames and reads all blocks that the kernel has handed over.
     *
     * @return the number of frames
     * @throws SysException ENETDOWN if the device is down or was deleted
     */
    public int read(Wait wait, Duration timeout, Reader reader) throws InterruptedException {
        int count = readReady(reader);
        if (count > 0 || !wait.readable(fd, timeout)) {
            return count;
        }
        int error = get(fd, SOL_SOCKET, SO_ERROR, new byte[4], "SO_ERROR");
        if (error != 0) {
            throw new SysException("poll", Errno.of(error), device);
        }
        return readReady(reader);
    }

    /** The descriptor to poll together with others. */
    public Fd fd() {
        return fd;
    }

    /** Reads all blocks that the kernel has handed over, without waiting; returns the number of frames. */
    public int readReady(Reader reader) {
        int count = 0;
        while (((int) INT.getAcquire(ring, block * BLOCK + BLOCK_STATUS) & TP_STATUS_USER) != 0) {
            int start = block * BLOCK;
            int packets = ring.getInt(start + BLOCK_PACKETS);
            RingFrame frame = new RingFrame(ring, start + ring.getInt(start + BLOCK_FIRST));
            boolean more = true;
            for (int i = 0; i < packets && more; i++) {
                count++;
                more = reader.read(frame);
                frame.next();
            }
            INT.setRelease(ring, start + BLOCK_STATUS, TP_STATUS_KERNEL);
            block = (block + 1) % blocks;
            if (!more) {
                return count;
            }
        }
        return count;
    }

    /** The number of frames dropped for lack of room since the last call (PACKET_STATISTICS). */
    public long lost() {
        byte[] statistics = new byte[12];
        get(fd, SOL_PACKET, PACKET_STATISTICS, statistics, "PACKET_STATISTICS");
        return Integer.toUnsignedLong(
                ByteBuffer.wrap(statistics).order(ByteOrder.nativeOrder()).getInt(4));
    }

    @Override
    public void close() {
        LibcPacket.munmap(memory, (long) BLOCK * blocks);
        fd.close();
    }
}
