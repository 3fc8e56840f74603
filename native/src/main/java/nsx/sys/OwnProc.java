package nsx.sys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The /proc that nsx was started with. A thread that visits a mount namespace whose /proc shows another pid namespace has no
 * entry there, so /proc/thread-self leads nowhere. This descriptor still leads to it.
 */
final class OwnProc {
    /** linux/magic.h; the first field of struct statfs on 64-bit Linux. */
    private static final long PROC_SUPER_MAGIC = 0x9fa0;

    private static final int STATFS_BYTES = 120;
    private static final String PROC = "/proc/";

    private static volatile Fd directory;
    private static long device;

    private OwnProc() {}

    /**
     * The descriptor.
     *
     * @throws SysException without a /proc, or ENODEV when something else is mounted on it
     */
    static int directory() {
        Fd known = directory;
        return (known == null ? open() : known).number();
    }

    private static synchronized Fd open() {
        if (directory == null) {
            Fd opened = Files.open("/proc", Files.O_PATH | Files.O_DIRECTORY);
            byte[] system = new byte[STATFS_BYTES];
            SysException.check("fstatfs", LibcProc.fstatfs(opened.number(), system), "/proc");
            if (ByteBuffer.wrap(system).order(ByteOrder.nativeOrder()).getLong() != PROC_SUPER_MAGIC) {
                opened.close();
                throw new SysException("fstatfs", Errno.ENODEV, "/proc, which is not a proc file system");
            }
            device = Files.stat(opened).device();
            directory = opened;
        }
        return directory;
    }

    /** The device of its file system. */
    static long device() {
        directory();
        return device;
    }

    /** Whether the path leads through it: what a thread asks about itself, what is said to be so, and what others could arrange. */
    static boolean shows(String path) {
        return path.startsWith(Files.THREAD)
                || path.startsWith(Files.OWN_PROC)
                || path.startsWith("/proc/sys/")
                || path.startsWith("/proc/sysvipc/");
    }

    /** Such a path from the descriptor on. */
    static String below(String path) {
        return path.substring((path.startsWith(Files.OWN_PROC) ? Files.OWN_PROC : PROC).length());
    }
}
