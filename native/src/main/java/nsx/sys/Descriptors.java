package nsx.sys;

import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * Makes new descriptors. If the process has no more (EMFILE), descriptors that are kept only for speed are closed and
 * the call is repeated.
 */
public final class Descriptors {
    private static final int RLIMIT_NOFILE = 7;
    /** Inherited, because a visit runs on another thread and may close what its starter keeps. */
    private static final InheritableThreadLocal<BooleanSupplier> SPARE = new InheritableThreadLocal<>();

    private Descriptors() {}

    /**
     * Sets what the calling thread, and threads that it starts later, can close when descriptors run out.
     *
     * @param giveBack closes descriptors that can be opened again, and returns whether it closed any
     */
    public static void spare(BooleanSupplier giveBack) {
        SPARE.set(giveBack);
    }

    /** The maximum number of open descriptors of the process (getrlimit(2)). */
    public static long limit() {
        long[] softAndHard = new long[2];
        SysException.check("getrlimit", Libc.getrlimit(RLIMIT_NOFILE, softAndHard), "RLIMIT_NOFILE");
        return softAndHard[0] < 0 ? Long.MAX_VALUE : softAndHard[0];
    }

    /** Makes a descriptor by a system call; throws its error as an exception. */
    static Fd take(String call, IntSupplier made, Object argument) {
        return new Fd(check(call, made, argument));
    }

    /** Checks a system call that returns another number. */
    static int check(String call, IntSupplier made, Object argument) {
        return SysException.check(call, attempt(made), argument);
    }

    /** The final result of the call; negative, with errno set, if it failed. */
    static int attempt(IntSupplier made) {
        int result = made.getAsInt();
        return result < 0 && Errno.of(Libc.errno()) == Errno.EMFILE && isSpared() ? made.getAsInt() : result;
    }

    private static boolean isSpared() {
        BooleanSupplier spare = SPARE.get();
        return spare != null && spare.getAsBoolean();
    }
}
