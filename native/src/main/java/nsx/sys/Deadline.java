package nsx.sys;

import java.time.Duration;

/** When waiting is over. */
record Deadline(boolean endless, long nanoTime) {
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** @param timeout from now; negative: never */
    static Deadline in(Duration timeout) {
        Duration time = timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
        return timeout.isNegative() ? new Deadline(true, 0) : new Deadline(false, System.nanoTime() + time.toNanos());
    }

    boolean isOver() {
        return !endless && nanoTime - System.nanoTime() <= 0;
    }

    /** The remaining time, at least zero; negative without an end. */
    Duration left() {
        return endless ? Duration.ofNanos(-1) : Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    /** As {@link #left()}, but not more than so much. */
    Duration left(Duration atMost) {
        Duration left = left();
        return endless || left.compareTo(atMost) > 0 ? atMost : left;
    }
}
