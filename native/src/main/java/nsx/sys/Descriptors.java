package nsx.sys;

import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * New descriptors come from here. When the process may have no more of them (EMFILE), those that are kept for speed only are given
 * back and the call is made once more.
 */
public final class Descriptors {
    private static final int RLIMIT_NOFILE = 7;
    /** A visit to a namespace is a thread of its own: what the thread that started it keeps is its to give back as well. */
    private static final InheritableThreadLocal<BooleanSupplier> SPARE = new InheritableThreadLocal<>();

    private Descriptors() {}

    /**
     * Says what the calling thread, and those that it starts from now on, can do without.
     *
     * @param giveBack closes descriptors that can be opened anew, and says whether there were any
     */
    public static void spare(BooleanSupplier giveBack) {
        SPARE.set(giveBack);
    }

    /** How many descriptors the process may have open at once (getrlimit(2)). */
    public static long limit() {
        long[] softAndHard = new long[2];
        SysException.check("getrlimit", Libc.getrlimit(RLIMIT_NOFILE, softAndHard), "RLIMIT_NOFILE");
        return softAndHard[0] < 0 ? Long.MAX_VALUE : softAndHard[0];
    }

    /** What a system call returned, as a descriptor; or its error. */
    static Fd take(String call, IntSupplier made, Object argument) {
        return new Fd(check(call, made, argument));
    }

    /** Checks a call that returns another type. */
    static int check(String call, IntSupplier made, Object argument) {
        return SysException.check(call, attempt(made), argument);
    }

    /** What the call returned in the end, negative with errno set when it failed. */
    static int attempt(IntSupplier made) {
        int result = made.getAsInt();
        return result < 0 && Errno.of(Libc.errno()) == Errno.EMFILE && isSpared() ? made.getAsInt() : result;
    }

    private static boolean isSpared() {
        BooleanSupplier spare = SPARE.get();
        return spare != null && spare.getAsBoolean();
    }
}
