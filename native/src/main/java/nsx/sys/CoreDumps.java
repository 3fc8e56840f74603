package nsx.sys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * No core dump of nsx: its memory holds what root may read. Programs that it starts get the limit back that nsx was started with.
 *
 * <p>PR_SET_DUMPABLE of prctl(2) would do it too, but gives the files of /proc/PID to root: who runs nsx without privilege could write no
 * id map of a child any more, and reach no namespace by /proc/PID/fd.
 */
public final class CoreDumps {
    private static final int RLIMIT_CORE = 4;
    /**
     * In bytes. A file would be smaller than the smallest core dump, and a program that core_pattern pipes to is not started for this
     * one value; 0 does not stop it (core(5)).
     */
    private static final long NONE = 1;

    /** What nsx was started with; null while nothing was changed. */
    private static byte[] before;
    /** How many programs are being started at this moment. */
    private static int starting;

    private CoreDumps() {}

    /** From now on there is none of this process. Only the soft limit is changed. */
    public static synchronized void forbid() {
        if (before == null) {
            byte[] limits = new byte[2 * Long.BYTES];
            SysException.check("prlimit", LibcSpawn.prlimit(0, RLIMIT_CORE, null, limits), "RLIMIT_CORE");
            // refused where the hard limit is 0: then there is no file, and whom core_pattern pipes to was told so by
            // the administrator
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

    /** A program is about to be started: it inherits the limit of this moment. {@link #started} follows. */
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
