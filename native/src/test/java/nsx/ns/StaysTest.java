package nsx.ns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.CountDownLatch;
import nsx.test.Fresh;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StaysTest {
    private final Stays stays = new Stays();

    @AfterEach
    void release() {
        stays.release();
    }

    /** A context with another network namespace, for as long as the action runs. */
    private interface Action {
        void run(Context other) throws Exception;
    }

    private static void elsewhere(Action action) {
        Fresh.call(() -> {
            Context here = Context.ofThisThread();
            Namespace net =
                    NsThread.unshare(Set.of(NamespaceKind.NET), () -> Namespace.ofThisThread(NamespaceKind.NET));
            try {
                action.run(here.with(net));
            } finally {
                net.close();
                here.all().forEach(Namespace::close);
            }
            return null;
        });
    }

    private Thread stay(Context context) {
        return stays.inside(context, Thread::currentThread);
    }

    @Test
    void theThirdStayIsOnTheThreadOfTheSecond() {
        elsewhere(other -> {
            Thread first = stay(other);
            Thread second = stay(other);
            assertNotSame(first, second);
            assertSame(second, stay(other));
            assertTrue(stays.inside(other, () -> other.net().isEntered()));
        });
    }

    @Test
    void whereTheCallerIsNoThreadIsNeeded() {
        elsewhere(other -> stays.inside(other, () -> {
            assertSame(Thread.currentThread(), stay(other));
            return null;
        }));
    }

    @Test
    void aStayWithinAStayHasAThreadOfItsOwn() {
        elsewhere(other -> elsewhere(third -> {
            for (int i = 0; i < 3; i++) {
                Thread inner = stays.inside(other, () -> stays.inside(third, () -> stay(other)));
                assertFalse(inner == Thread.currentThread());
            }
        }));
    }

    @Test
    void aReleasedThreadHasEnded() {
        elsewhere(other -> {
            stay(other);
            Thread kept = stay(other);
            stays.release();
            assertFalse(kept.isAlive());
            stay(other);
            assertNotSame(kept, stay(other));
        });
    }

    @Test
    void aThreadThatRunsDuringTheReleaseIsNotKept() {
        elsewhere(other -> {
            stay(other);
            Thread running = stays.inside(other, () -> {
                stays.release();
                return Thread.currentThread();
            });
            running.join();
            assertFalse(running.isAlive());
        });
    }

    @Test
    void aThreadThatWasMovedIsNotKept() {
        elsewhere(other -> elsewhere(third -> {
            stay(other);
            Thread moved = stays.inside(other, () -> {
                Stay.move(third);
                return Thread.currentThread();
            });
            assertNotSame(moved, stay(other));
            assertTrue(stays.inside(other, () -> other.net().isEntered()));
        }));
    }

    @Test
    void exceptionsComeOutUnchangedAndTheThreadStays() {
        elsewhere(other -> {
            stay(other);
            Thread before = stay(other);
            IllegalStateException thrown = assertThrows(
                    IllegalStateException.class,
                    () -> stays.inside(other, () -> {
                        throw new IllegalStateException("mine");
                    }));
            assertEquals("mine", thrown.getMessage());
            assertSame(before, stay(other));
        });
    }

    @Test
    void anInterruptReachesTheActionAndNoLaterOne() {
        elsewhere(other -> {
            stay(other);
            stay(other);
            Thread caller = Thread.currentThread();
            CountDownLatch never = new CountDownLatch(1);
            assertThrows(
                    InterruptedException.class,
                    () -> stays.inside(other, () -> {
                        caller.interrupt();
                        never.await();
                        return null;
                    }));
            assertTrue(Thread.interrupted());
            assertFalse(stays.inside(other, () -> Thread.currentThread().isInterrupted()));
        });
    }

    @Test
    void whatAnActionLeavesOfAnInterruptIsGone() {
        elsewhere(other -> {
            stay(other);
            stays.inside(other, () -> {
                Thread.currentThread().interrupt();
                return null;
            });
            assertFalse(stays.inside(other, () -> Thread.currentThread().isInterrupted()));
        });
    }
}
