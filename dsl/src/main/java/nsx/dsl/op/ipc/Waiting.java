package nsx.dsl.op.ipc;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import nsx.dsl.error.NsxException;
import nsx.ns.UnresolvedException;

/** Errors for a wait whose timeout is over or zero. */
final class Waiting {
    private Waiting() {}

    /** The answer of a plan if the kernel would wait: empty with a timeout, unknown without one. */
    static <T> T planned(Optional<T> found, Duration timeout) {
        if (found.isEmpty() && timeout.isNegative()) {
            throw new UnresolvedException("it waits for a change that no line of the plan makes");
        }
        return found.orElse(null);
    }

    /** Handles a wait in a plan for an action that either succeeds or fails. */
    static void planned(boolean done, Duration timeout, Supplier<NsxException> over) {
        if (planned(Optional.of(done).filter(d -> d), timeout) == null) {
            throw over.get();
        }
    }

    /** The error for a message that found no room. */
    static NsxException full(String prose, Duration timeout) {
        return new NsxException("cannot " + prose)
                .because(
                        timeout.isZero()
                                ? "the queue is full: Resource temporarily unavailable (EAGAIN)"
                                : "the queue stayed full: Connection timed out (ETIMEDOUT)");
    }

    /** The error for a semaphore that did not reach the awaited value. */
    static NsxException busy(String prose, Duration timeout, int value) {
        return new NsxException("cannot " + prose)
                .because("its value is " + value
                        + (timeout.isZero()
                                ? ": Resource temporarily unavailable (EAGAIN)"
                                : ", and the time limit is over: Connection timed out (ETIMEDOUT)"));
    }
}
