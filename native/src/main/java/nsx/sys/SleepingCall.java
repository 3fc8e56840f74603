package nsx.sys;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Lets a system call sleep in the kernel until it succeeds, the timeout expires, or the thread is interrupted.
 * msgrcv(2), msgsnd(2) and semop(2) have no descriptor to poll, but a signal ends them with EINTR, whatever its
 * handler's flags are (signal(7)). So a timer of the kernel (timer_create(2), SIGEV_THREAD_ID) sends the sleeping
 * thread alone a signal that does nothing. The timer is set to the end of the call's time, and {@link
 * Thread#interrupt} sets it to now. A signal just before the call sleeps would be lost, so the timer repeats every 10
 * ms until the call has returned.
 */
final class SleepingCall extends InterruptibleWait {
    /** A real-time signal that neither glibc (32, 33) nor the JVM (12, 62) uses. */
    private static final int SIGNAL = 40;

    private static final int CLOCK_MONOTONIC = 1;
    private static final int SIGEV_THREAD_ID = 4;
    private static final int SIGEVENT_BYTES = 64;
    /** struct sigaction of glibc on 64-bit Linux: handler, 128 bytes of mask, flags, restorer. */
    private static final int SIGACTION_BYTES = 152;

    private static final long AGAIN_NANOS = 10_000_000;
    private static final long SECOND_NANOS = 1_000_000_000;

    static {
        NativeLibrary library = RealTime.library();
        Native.register(SleepingCall.class, library);
        handle(library.getFunction("getppid"));
    }

    private final LongSupplier call;
    private final long timer;
    private long result = -1;
    private Errno errno = Errno.EINTR;

    private SleepingCall(LongSupplier call) {
        this.call = call;
        this.timer = create();
    }

    /**
     * Makes the call, and repeats it if unrelated signals end it.
     *
     * @param timeout negative for no limit
     * @param call returns the kernel's result, negative with errno set on failure
     * @return the kernel's result; empty after the timeout
     * @throws SysException if the call failed
     * @throws InterruptedException if the thread was interrupted before or during the sleep, and the call did nothing
     */
    static OptionalLong run(String name, Object argument, Duration timeout, LongSupplier call)
            throws InterruptedException {
        SleepingCall sleeping = new SleepingCall(call);
        try {
            boolean done = sleeping.await(Deadline.in(timeout));
            if (done && sleeping.result < 0) {
                throw new SysException(name, sleeping.errno, String.valueOf(argument));
            }
            return done ? OptionalLong.of(sleeping.result) : OptionalLong.empty();
        } finally {
            timer_delete(sleeping.timer);
        }
    }

    @Override
    protected boolean sleep(Duration atMost) {
        set(atMost.toNanos());
        if (!isOpen()) {
            return false; // the interrupt came first, and the timer was set after it
        }
        result = call.getAsLong();
        errno = Errno.of(Libc.errno());
        return result >= 0 || errno != Errno.EINTR;
    }

    /** Wakes the sleeping thread; called by the interrupting thread. */
    @Override
    protected void implCloseChannel() {
        set(1);
    }

    private void set(long nanos) {
        long first = Math.max(1, nanos);
        long[] times = {0, AGAIN_NANOS, first / SECOND_NANOS, first % SECOND_NANOS};
        SysException.check("timer_settime", timer_settime(timer, 0, times, null), nanos + " ns");
    }

    private static long create() {
        try (Memory event = new Memory(SIGEVENT_BYTES)) {
            event.clear();
            event.setInt(8, SIGNAL);
            event.setInt(12, SIGEV_THREAD_ID);
            event.setInt(16, Libc.gettid());
            long[] made = new long[1];
            SysException.check("timer_create", timer_create(CLOCK_MONOTONIC, event, made), "SIGEV_THREAD_ID");
            return made[0];
        }
    }

    /** Installs the handler, a function of the C library that may run at any time and does nothing: getppid(2). */
    private static void handle(Function nothing) {
        try (Memory action = new Memory(SIGACTION_BYTES)) {
            action.clear();
            action.setPointer(0, nothing);
            SysException.check("sigaction", sigaction(SIGNAL, action, null), "SIGRTMIN+6");
        }
    }

    private static native int sigaction(int signal, Pointer action, Pointer before);

    private static native int timer_create(int clock, Pointer event, long[] timer);

    private static native int timer_settime(long timer, int flags, long[] times, long[] before);

    private static native int timer_delete(long timer);
}
