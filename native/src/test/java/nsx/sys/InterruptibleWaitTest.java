package nsx.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class InterruptibleWaitTest {
    private static final Duration FOREVER = Duration.ofSeconds(-1);

    /** What a wait was asked to sleep; it never really sleeps. */
    private static final class Recorded extends InterruptibleWait {
        private final List<Duration> slept = new ArrayList<>();
        private final Function<Recorded, Boolean> sleep;

        Recorded(Function<Recorded, Boolean> sleep) {
            this.sleep = sleep;
        }

        @Override
        protected boolean sleep(Duration atMost) {
            slept.add(atMost);
            return sleep.apply(this);
        }

        @Override
        protected void implCloseChannel() {}
    }

    /** A thread that interrupts itself closes no channel, as with JDK-8323782: only the look at the thread shows it. */
    private static boolean interruptSelf(Recorded wait) {
        Thread.currentThread().interrupt();
        return false;
    }

    @Test
    void anInterruptionThatClosesNothingIsSeen() {
        Recorded wait = new Recorded(InterruptibleWaitTest::interruptSelf);
        assertInterrupted(() -> wait.await(Deadline.in(FOREVER)));
        assertEquals(List.of(Duration.ofMillis(10)), wait.slept);
    }

    @Test
    void itLooksUpEverLessOften() throws Exception {
        Recorded wait = new Recorded(w -> w.slept.size() == 10);
        assertTrue(wait.await(Deadline.in(FOREVER)));
        assertEquals(
                List.of(10L, 20L, 40L, 80L, 160L, 320L, 640L, 1280L, 1280L, 1280L),
                wait.slept.stream().map(Duration::toMillis).toList());
    }

    @Test
    void whoIsInterruptedBeforeDoesNotSleep() {
        Recorded wait = new Recorded(w -> true);
        Thread.currentThread().interrupt();
        assertInterrupted(() -> wait.await(Deadline.in(FOREVER)));
        assertEquals(List.of(), wait.slept);
    }

    @Test
    void whatHasComeIsNotLostToAnInterruption() throws Exception {
        Recorded wait = new Recorded(w -> !interruptSelf(w));
        assertTrue(wait.await(Deadline.in(FOREVER)));
        assertTrue(Thread.interrupted(), "it stays noted");
    }

    @Test
    void withoutTimeItSleepsOnce() throws Exception {
        Recorded wait = new Recorded(w -> false);
        assertFalse(wait.await(Deadline.in(Duration.ZERO)));
        assertEquals(List.of(Duration.ZERO), wait.slept);
    }

    @Test
    void whatWokeItDoesNotEndIt() throws Exception {
        Recorded wait = new Recorded(w -> w.slept.size() == 3);
        assertTrue(wait.await(Deadline.in(Duration.ofHours(1))));
        assertEquals(3, wait.slept.size());
    }

    private static void assertInterrupted(Callable<?> call) {
        assertThrows(InterruptedException.class, call::call);
        assertFalse(Thread.interrupted(), "it is no longer noted");
    }
}
