package nsx.ipc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.ns.NsThread;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.MessageQueues;
import nsx.sys.SysException;
import nsx.sys.SystemV;
import nsx.test.Fresh;
import nsx.test.Peer;
import org.junit.jupiter.api.Test;

/** On the kernel, in a fresh IPC namespace, with ipcs(1), ipcmk(1) and perl's own calls as peers. */
class IpcLiveTest {
    private static final Duration FOREVER = Duration.ofSeconds(-1);
    private static final Duration NOW = Duration.ZERO;

    @Test
    void keyOfAFileIsWhatTheCLibrarySays() {
        String said = Peer.run("python3 -c 'import ctypes; print(ctypes.CDLL(None).ftok(b\"/usr\", 7))'");
        assertEquals(Integer.parseInt(said), FileKey.of("/usr", 7));
    }

    @Test
    void segments() {
        Fresh.call(() -> {
            int id = Segment.create(0x1234, 5000, 0640);
            Segment segment = only(Segment.list());
            segment.write(4990, new byte[] {1, 2, 3});
            assertArrayEquals(new byte[] {0, 1, 2, 3, 0}, segment.read(4989, 5));
            assertEquals(1, segment.read(4999, 100).length);
            assertThrows(IndexOutOfBoundsException.class, () -> segment.write(4998, new byte[3]));
            SystemV.setSegmentMode(id, 0600);
            assertTrue(Peer.run("ipcs -m").matches("(?s).*0x00001234 " + id + " +\\S+ +600 +5000 +0\\b.*"));
            assertEquals(Errno.EEXIST, refused(() -> Segment.create(0x1234, 5000, 0640)));
            SystemV.removeSegment(id);
            assertEquals(List.of(), Segment.list());
            return null;
        });
    }

    @Test
    void messagesOfAnySizeByType() {
        Fresh.call(() -> {
            int id = MessageQueue.create(0x1234, 0644);
            nsx.sys.Files.writeText("/proc/sys/kernel/msgmax", "16000");
            byte[] large = new byte[12_000];
            large[11_999] = 7;
            assertTrue(SystemV.send(id, 3, large, NOW));
            assertTrue(SystemV.send(id, 2, new byte[0], NOW));
            assertEquals(2, only(MessageQueue.list()).count());
            assertFalse(SystemV.send(id, 1, large, NOW));
            assertEquals(2, SystemV.receive(id, -3, NOW).orElseThrow().type());
            assertArrayEquals(large, SystemV.receive(id, 3, NOW).orElseThrow().bytes());
            assertTrue(SystemV.receive(id, 0, Duration.ofMillis(20)).isEmpty());
            SystemV.setQueueMode(id, 0600);
            assertEquals(0600, only(MessageQueue.list()).object().permissions());
            SystemV.removeQueue(id);
            return null;
        });
    }

    @Test
    void semaphoreValues() {
        Fresh.call(() -> {
            int id = Semaphores.create(0x1234, 3, 0644);
            SystemV.setValues(id, new int[] {5, 2, 32767});
            assertTrue(SystemV.operate(id, 1, -2, false, NOW));
            assertFalse(SystemV.operate(id, 1, -1, false, Duration.ofMillis(20)));
            assertTrue(SystemV.operate(id, 1, 0, false, NOW));
            assertArrayEquals(new int[] {5, 0, 32767}, only(Semaphores.list()).values());
            assertEquals(Errno.ERANGE, refused(() -> SystemV.operate(id, 2, 1, false, NOW)));
            assertEquals(Errno.EFBIG, refused(() -> SystemV.operate(id, 3, 1, false, NOW)));
            SystemV.removeSemaphores(id);
            return null;
        });
    }

    @Test
    void whatTheKernelTakesBackIsSoWhenTheVisitIsOver() {
        Fresh.call(() -> {
            int id = Semaphores.create(0x1234, 1, 0644);
            SystemV.setValues(id, new int[] {5});
            try (Namespace here = Namespace.ofThisThread(NamespaceKind.IPC)) {
                for (int i = 0; i < 20; i++) {
                    int inside = NsThread.unshare(
                            EnumSet.of(NamespaceKind.IPC),
                            () -> NsThread.visit(List.of(here), () -> {
                                assertTrue(SystemV.operate(id, 0, -2, true, NOW));
                                assertTrue(SystemV.operate(id, 0, -1, false, NOW));
                                return SystemV.value(id, 0);
                            }));
                    assertEquals(2, inside);
                    assertEquals(4, SystemV.value(id, 0));
                    SystemV.setValues(id, new int[] {5});
                }
            }
            SystemV.removeSemaphores(id);
            return null;
        });
    }

    @Test
    void aLongMessageIsCutOff() {
        Fresh.call(() -> {
            int id = MessageQueue.create(0x1234, 0644);
            assertTrue(SystemV.send(id, 3, new byte[] {1, 2, 3}, NOW));
            assertArrayEquals(
                    new byte[] {1, 2},
                    SystemV.receiveCut(id, 0, NOW, 2).orElseThrow().bytes());
            assertTrue(SystemV.receiveCut(id, 0, NOW, 2).isEmpty());
            SystemV.removeQueue(id);
            return null;
        });
    }

    @Test
    void posixQueues() {
        Fresh.call(() -> {
            MessageQueues.create("/jobs", 0622, 3, 100);
            try (Fd queue = MessageQueues.open("/jobs", nsx.sys.Files.O_RDWR)) {
                MessageQueues.send(queue, "a".getBytes(), 1, NOW);
                MessageQueues.send(queue, "b".getBytes(), 3, NOW);
                PosixQueue listed = only(PosixQueue.list());
                assertEquals("/jobs", listed.name());
                assertEquals(0622, listed.mode());
                assertEquals(
                        new PosixQueue.Content(2, new MessageQueues.Attributes(3, 100, 2)),
                        listed.content().orElseThrow());
                assertEquals(
                        3, MessageQueues.receive(queue, FOREVER).orElseThrow().priority());
                assertTrue(MessageQueues.receive(queue, NOW).isPresent());
                assertTrue(MessageQueues.receive(queue, Duration.ofMillis(20)).isEmpty());
            }
            String mounts = nsx.sys.Files.readText("/proc/thread-self/mountinfo");
            assertFalse(mounts.contains(" /proc rw") && mounts.contains("mqueue mqueue"));
            assertEquals(List.of(), NsThread.unshare(EnumSet.of(NamespaceKind.IPC), PosixQueue::list));
            MessageQueues.unlink("/jobs");
            assertEquals(List.of(), PosixQueue.list());
            return null;
        });
    }

    @Test
    void aWaitEndsWhenSomethingComes() {
        Fresh.call(() -> {
            int queue = MessageQueue.create(1, 0600);
            Waiting<SystemV.Received> waiting =
                    Waiting.on(() -> SystemV.receive(queue, 0, FOREVER).orElseThrow());
            SystemV.send(queue, 4, "x".getBytes(), NOW);
            assertEquals(4, waiting.result().type());
            return null;
        });
    }

    @Test
    void waitsAreInterrupted() {
        Fresh.call(() -> {
            int queue = MessageQueue.create(1, 0600);
            int set = Semaphores.create(1, 1, 0600);
            MessageQueues.create("/q", 0600, 1, 1);
            try (Fd posix = MessageQueues.open("/q", nsx.sys.Files.O_RDWR)) {
                assertInterrupted(() -> SystemV.receive(queue, 0, FOREVER));
                assertInterrupted(() -> SystemV.operate(set, 0, -1, false, FOREVER));
                assertInterrupted(() -> MessageQueues.receive(posix, FOREVER));
                MessageQueues.send(posix, new byte[1], 0, NOW);
                assertInterrupted(() -> MessageQueues.send(posix, new byte[1], 0, FOREVER));
                for (boolean room = true; room; ) {
                    room = SystemV.send(queue, 1, new byte[8000], NOW);
                }
                assertInterrupted(() -> SystemV.send(queue, 1, new byte[8000], Duration.ofDays(1_000_000)));
            }
            MessageQueues.unlink("/q");
            return null;
        });
    }

    @Test
    void anInterruptionIsNeverMissed() {
        Fresh.call(() -> {
            int queue = MessageQueue.create(1, 0600);
            for (int i = 0; i < 300; i++) {
                Waiting<?> waiting = new Waiting<>(() -> SystemV.receive(queue, 0, FOREVER));
                waiting.thread.start();
                // not awaited: it comes before, while and after the call begins to sleep
                for (long end = System.nanoTime() + i * 1000; System.nanoTime() < end; ) {
                    Thread.onSpinWait();
                }
                waiting.thread.interrupt();
                assertThrows(InterruptedException.class, waiting::result);
            }
            return null;
        });
    }

    @Test
    void whatIsRemovedWhileSomebodyWaits() {
        Fresh.call(() -> {
            int queue = MessageQueue.create(1, 0600);
            Waiting<?> waiting = Waiting.on(() -> SystemV.receive(queue, 0, FOREVER));
            SystemV.removeQueue(queue);
            assertEquals(Errno.EIDRM, refused(waiting::result));
            return null;
        });
    }

    private static void assertInterrupted(Callable<?> call) throws Exception {
        Waiting<?> waiting = Waiting.on(call);
        waiting.thread.interrupt();
        assertThrows(InterruptedException.class, waiting::result);
    }

    private static Errno refused(Callable<?> call) {
        return assertThrows(SysException.class, call::call).errno();
    }

    private static <T> T only(List<T> all) {
        assertEquals(1, all.size(), all::toString);
        return all.get(0);
    }

    /** A call on a thread of its own that is known to sleep. */
    private static final class Waiting<T> {
        private static final Set<String> CALLS = Set.of("msgsnd", "msgrcv", "semop", "poll");
        private volatile int number;
        private final FutureTask<T> task;
        private final Thread thread;

        Waiting(Callable<T> call) {
            task = new FutureTask<>(() -> {
                number = Integer.parseInt(
                        Path.of("/proc/thread-self").toRealPath().getFileName().toString());
                return call.call();
            });
            thread = new Thread(task, "waiting");
        }

        static <T> Waiting<T> on(Callable<T> call) throws Exception {
            Waiting<T> waiting = new Waiting<>(call);
            waiting.thread.start();
            while (!waiting.sleeps()) {
                Thread.onSpinWait();
            }
            return waiting;
        }

        /** Java is in one of the calls, and the kernel has put the thread to sleep there. */
        private boolean sleeps() throws Exception {
            StackTraceElement[] frames = thread.getStackTrace();
            return frames.length > 0
                    && CALLS.contains(frames[0].getMethodName())
                    && Files.readString(Path.of("/proc/self/task/" + number + "/stat"))
                            .contains(") S ");
        }

        T result() throws Exception {
            try {
                return task.get(10, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw (Exception) e.getCause();
            }
        }
    }
}
