package nsx.ns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import nsx.sys.Files;
import nsx.sys.SysException;
import nsx.test.Fresh;
import org.junit.jupiter.api.Test;

class NetworkMakerTest {
    private static final NamespaceKind NET = NamespaceKind.NET;

    private final NetworkMaker maker = new NetworkMaker();

    /** A namespace, and the thread that made it. */
    private record Made(NamespaceId id, Thread thread) {}

    private Made make() {
        Made[] made = new Made[1];
        maker.unshare(Set.of(NET), () -> {
            try (Namespace here = Namespace.ofThisThread(NET)) {
                made[0] = new Made(here.id(), Thread.currentThread());
            }
        });
        return made[0];
    }

    private Made third() {
        make();
        make();
        return make();
    }

    /** The network namespaces of all threads; one that ends meanwhile has none. */
    private static Set<NamespaceId> entered() {
        Set<NamespaceId> all = new HashSet<>();
        for (String task : Files.names("/proc/self/task")) {
            String file = "/proc/self/task/" + task + "/ns/net";
            try {
                all.add(NamespaceId.of(Files.stat(file)));
            } catch (SysException e) {
                assertFalse(Files.exists(file), file);
            }
        }
        return all;
    }

    private void fresh(Runnable test) {
        Fresh.call(() -> {
            try {
                test.run();
            } finally {
                maker.release();
            }
            return null;
        });
    }

    @Test
    void fromTheThirdOnOneThreadMakesThem() {
        fresh(() -> {
            Made first = make();
            assertFalse(first.thread().isAlive(), "one namespace needs no thread that stays");
            assertFalse(make().thread().isAlive());
            Set<NamespaceId> ids = new HashSet<>();
            Thread kept = make().thread();
            for (int i = 0; i < 10; i++) {
                Made next = make();
                assertSame(kept, next.thread());
                assertTrue(ids.add(next.id()), "each is a new one");
            }
        });
    }

    @Test
    void theThreadKeepsNoneOfThem() {
        fresh(() -> {
            Made made = third();
            assertTrue(made.thread().isAlive());
            assertFalse(entered().contains(made.id()));
        });
    }

    @Test
    void theReleasedThreadHasEndedAndTheNextIsCountedAnew() {
        fresh(() -> {
            Thread kept = third().thread();
            maker.release();
            assertFalse(kept.isAlive());
            assertFalse(make().thread().isAlive());
        });
    }

    @Test
    void aCallerThatMovedGetsAThreadThatStartsThere() {
        fresh(() -> {
            Thread kept = third().thread();
            NsThread.unshare(Set.of(NET), () -> {
                assertFalse(make().thread().isAlive());
                return null;
            });
            assertSame(kept, make().thread());
        });
    }

    @Test
    void otherKindsAreMadeOnNewThreads() {
        fresh(() -> {
            Thread[] thread = new Thread[1];
            third();
            maker.unshare(Set.of(NET, NamespaceKind.UTS), () -> thread[0] = Thread.currentThread());
            assertFalse(thread[0].isAlive());
        });
    }

    @Test
    void afterAFailureTheThreadIsBack() {
        fresh(() -> {
            Thread kept = third().thread();
            IllegalStateException thrown = assertThrows(
                    IllegalStateException.class,
                    () -> maker.unshare(Set.of(NET), () -> {
                        throw new IllegalStateException("mine");
                    }));
            assertEquals("mine", thrown.getMessage());
            assertSame(kept, make().thread());
        });
    }

    @Test
    void anInterruptedCallerStaysInterruptedAndTheThreadEnds() {
        fresh(() -> {
            Thread kept = third().thread();
            Thread.currentThread().interrupt();
            Made made = make();
            assertTrue(Thread.interrupted());
            assertSame(kept, made.thread());
            assertFalse(kept.isAlive());
            assertNotEquals(kept, third().thread());
        });
    }
}
