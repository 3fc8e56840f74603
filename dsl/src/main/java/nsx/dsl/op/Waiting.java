package nsx.dsl.op;

import java.time.Duration;
import nsx.dsl.NsxException;

/** What is said when the time to wait was over, or there was none. */
final class Waiting {
    private Waiting() {}

    /** A message that found no room. */
    static NsxException full(String prose, Duration timeout) {
        return new NsxException("cannot " + prose)
                .because(
                        timeout.isZero()
                                ? "the queue is full: Resource temporarily unavailable (EAGAIN)"
                                : "the queue was full all the time: Connection timed out (ETIMEDOUT)");
    }

    /** A semaphore that did not come to the value that was waited for. */
    static NsxException busy(String prose, Duration timeout, int value) {
        return new NsxException("cannot " + prose)
                .because("its value is " + value
                        + (timeout.isZero()
                                ? ": Resource temporarily unavailable (EAGAIN)"
                                : ", and the time is over: Connection timed out (ETIMEDOUT)"));
    }
}
