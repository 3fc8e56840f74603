package nsx.sys;

import java.time.Duration;

/** The end of a wait. */
record Deadline(boolean endless, long nanoTime) {
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /**
     * Makes a deadline.
     *
     * @param timeout from now; negative for never
     */
    static Deadline in(Duration timeout) {
        Duration time = timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
        return timeout.isNegative() ? new Deadline(true, 0) : new Deadline(false, System.nanoTime() + time.toNanos());
    }

    boolean isOver() {
        return !endless && nanoTime - System.nanoTime() <= 0;
    }

    /** The remaining time, at least zero; negative without a limit. */
    Duration left() {
        return endless ? Duration.ofNanos(-1) : Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    /** The remaining time of {@link #left()}, limited to {@code atMost}. */
    Duration left(Duration atMost) {
        Duration left = left();
        return endless || left.compareTo(atMost) > 0 ? atMost : left;
    }
}
