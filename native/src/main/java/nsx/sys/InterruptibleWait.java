package nsx.sys;

import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.time.Duration;

/**
 * A wait in the kernel that {@link Thread#interrupt} ends: the interrupt closes this channel, which wakes the thread
 * ({@link #implCloseChannel}). Up to JDK 22 an interrupt at the start of the wait may only set the thread's flag and
 * close nothing (JDK-8323782), so the thread also checks its flag: after 10 ms, then at growing intervals up to 1.28
 * s.
 */
abstract class InterruptibleWait extends AbstractInterruptibleChannel {
    private static final Duration FIRST_LOOK = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    /**
     * Sleeps once, until the awaited event or until something wakes the thread.
     *
     * @param atMost the longest sleep, not negative
     * @return whether the awaited event has happened; false after the timeout or another wake-up
     */
    protected abstract boolean sleep(Duration atMost);

    /**
     * Sleeps until the awaited event or the deadline.
     *
     * @return whether the event has happened
     * @throws InterruptedException if the thread was interrupted before or during the wait, and the event has not
     * happened. If the event came a moment before the interrupt, the result is returned and the thread stays
     * interrupted
     */
    final boolean await(Deadline deadline) throws InterruptedException {
        boolean done = false;
        begin();
        try {
            Duration look = FIRST_LOOK;
            while (!done && isOpen() && !Thread.currentThread().isInterrupted()) {
                done = sleep(deadline.left(look));
                if (deadline.isOver()) {
                    break;
                }
                look = look.compareTo(LONGEST) < 0 ? look.multipliedBy(2) : look;
            }
        } finally {
            finish(done);
        }
        return done;
    }

    private void finish(boolean done) throws InterruptedException {
        try {
            end(done);
        } catch (AsynchronousCloseException e) {
            // the thread's flag shows whether it was an interrupt
        }
        if (!done && (Thread.interrupted() || !isOpen())) {
            throw new InterruptedException("interrupted while waiting");
        }
    }
}
