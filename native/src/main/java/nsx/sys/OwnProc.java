package nsx.sys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The /proc that nsx was started with. A thread that visits a mount namespace whose /proc shows another pid namespace
 * has no entry there, so /proc/thread-self leads nowhere. This descriptor still leads to nsx's own /proc.
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
     * The descriptor of the directory.
     *
     * @throws SysException without a /proc, or ENODEV if something else is mounted on it
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

    /** The device number of its file system. */
    static long device() {
        directory();
        return device;
    }

    /**
     * Whether the path must be read through it: facts of a thread about itself, settings, and anything that other
     * users could arrange.
     */
    static boolean shows(String path) {
        return path.startsWith(Files.THREAD)
                || path.startsWith(Files.OWN_PROC)
                || path.startsWith("/proc/sys/")
                || path.startsWith("/proc/sysvipc/");
    }

    /** The part of such a path below the descriptor. */
    static String below(String path) {
        return path.substring((path.startsWith(Files.OWN_PROC) ? Files.OWN_PROC : PROC).length());
    }
}
