package nsx.sys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Disables core dumps of nsx, because its memory contains data that only root may read. Started programs get the
 * original limit back.
 *
 * <p>PR_SET_DUMPABLE of prctl(2) would do it too, but it gives the files of /proc/PID to root. A plain user's nsx
 * could then not write id maps of its children, nor reach namespaces by /proc/PID/fd.
 */
public final class CoreDumps {
    private static final int RLIMIT_CORE = 4;
    /**
     * The limit in bytes. A file would be smaller than the smallest core dump, and core_pattern starts no program for
     * exactly this limit, while 0 would not prevent that (core(5)).
     */
    private static final long NONE = 1;

    /** The original limits; null while they are unchanged. */
    private static byte[] before;
    /** The number of programs that are being started. */
    private static int starting;

    private CoreDumps() {}

    /** Disables core dumps of this process. Only the soft limit is changed. */
    public static synchronized void forbid() {
        if (before == null) {
            byte[] limits = new byte[2 * Long.BYTES];
            SysException.check("prlimit", LibcSpawn.prlimit(0, RLIMIT_CORE, null, limits), "RLIMIT_CORE");
            // the kernel refuses if the hard limit is 0: then no file is written, and core_pattern's program is the
            // administrator's choice
            if (soft(limits) != NONE && set(lowered(limits))) {
                before = limits;
            }
        }
    }

    private static long soft(byte[] limits) {
        return ByteBuffer.wrap(limits).order(ByteOrder.nativeOrder()).getLong();
    }

    private static byte[] lowered(byte[] limits) {
        byte[] lower = limits.clone();
        ByteBuffer.wrap(lower).order(ByteOrder.nativeOrder()).putLong(0, NONE);
        return lower;
    }

    private static boolean set(byte[] limits) {
        return LibcSpawn.prlimit(0, RLIMIT_CORE, limits, null) == 0;
    }

    /**
     * Restores the limit for a program that is about to be started and inherits it. A call of {@link #started} must
     * follow.
     */
    static synchronized void starting() {
        if (starting++ == 0 && before != null) {
            set(before);
        }
    }

    static synchronized void started() {
        if (--starting == 0 && before != null) {
            set(lowered(before));
        }
    }
}
