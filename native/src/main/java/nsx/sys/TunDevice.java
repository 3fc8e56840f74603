package nsx.sys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * Creates devices through /dev/net/tun (Documentation/networking/tuntap.rst) in the calling thread's network
 * namespace.
 */
public final class TunDevice {
    private static final int IFNAMSIZ = 16;
    private static final int IFREQ_BYTES = 40;
    private static final long TUNSETPERSIST = 0x400454cbL;
    private static final long TUNSETIFF = 0x400454caL;
    private static final long TUNSETOWNER = 0x400454ccL;
    private static final long TUNSETGROUP = 0x400454ceL;
    private static final int IFF_TUN = 0x0001;
    private static final int IFF_TAP = 0x0002;
    private static final int IFF_MULTI_QUEUE = 0x0100;
    private static final int IFF_NO_PI = 0x1000;
    private static final int IFF_VNET_HDR = 0x4000;
    private static final int IFF_TUN_EXCL = 0x8000;

    private TunDevice() {}

    /** Creates a device that persists when nothing has it open; EBUSY if the name is in use. */
    public static void create(
            String name,
            boolean tap,
            boolean packetInformation,
            boolean virtioHeader,
            boolean multiQueue,
            OptionalInt owner,
            OptionalInt group) {
        int flags = IFF_TUN_EXCL
                | (tap ? IFF_TAP : IFF_TUN)
                | (packetInformation ? 0 : IFF_NO_PI)
                | (virtioHeader ? IFF_VNET_HDR : 0)
                | (multiQueue ? IFF_MULTI_QUEUE : 0);
        try (Fd fd = Files.open("/dev/net/tun", Files.O_RDWR)) {
            byte[] request = ByteBuffer.allocate(IFREQ_BYTES)
                    .order(ByteOrder.nativeOrder())
                    .put(name.getBytes(StandardCharsets.UTF_8))
                    .putShort(IFNAMSIZ, (short) flags)
                    .array();
            SysException.check("ioctl", Libc.ioctl(fd.number(), TUNSETIFF, request), "TUNSETIFF " + name);
            owner.ifPresent(user -> set(fd, TUNSETOWNER, user, "TUNSETOWNER"));
            group.ifPresent(id -> set(fd, TUNSETGROUP, id, "TUNSETGROUP"));
            set(fd, TUNSETPERSIST, 1, "TUNSETPERSIST");
        }
    }

    private static void set(Fd fd, long request, long value, String name) {
        SysException.check("ioctl", Libc.ioctl(fd.number(), request, value), name);
    }
}
