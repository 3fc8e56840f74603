package nsx.sys;

import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.time.Duration;

/**
 * A wait in the kernel that {@link Thread#interrupt} ends: it closes this channel, and closing it wakes the thread
 * ({@link #implCloseChannel}). Up to JDK 22 an interruption that comes as the wait begins may be noted in the thread alone and
 * close nothing (JDK-8323782), so the thread looks for itself as well: after 10 ms, then ever less often, at last every 1.28 s.
 */
abstract class InterruptibleWait extends AbstractInterruptibleChannel {
    private static final Duration FIRST_LOOK = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    /**
     * Sleeps once.
     *
     * @param atMost not negative
     * @return whether what was waited for has come; false when the time ran out or something woke the thread
     */
    protected abstract boolean sleep(Duration atMost);

    /**
     * Sleeps until what is waited for has come or the time is over.
     *
     * @return whether it has come
     * @throws InterruptedException when the thread was interrupted before or while it waited, and nothing has come. What came is
     *     not lost when the interruption comes a moment later: it stays noted in the thread
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
            // whether it was an interruption is noted in the thread
        }
        if (!done && (Thread.interrupted() || !isOpen())) {
            throw new InterruptedException("interrupted while waiting");
        }
    }
}
