package nsx.sys;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import nsx.test.Fresh;
import org.junit.jupiter.api.Test;

/** Whatever opens something gives kept descriptors back when there are no more. */
class DescriptorsTest {
    private static final int RLIMIT_NOFILE = 7;

    private static Map<String, Supplier<AutoCloseable>> openers(MemoryFile file, FileSystem tmpfs) {
        Map<String, Supplier<AutoCloseable>> all = new LinkedHashMap<>();
        all.put("a file", () -> Files.open("/dev/null", Files.O_RDONLY));
        all.put("a file of a directory", () -> new DirectoryReader("/proc/self"));
        all.put("the names of a directory", () -> {
            assertFalse(Files.names("/proc/self").isEmpty());
            return () -> {};
        });
        all.put("a copy", () -> file.fd().duplicate());
        all.put("standard output", Fd::standardOutput);
        all.put("a copy of a mount", () -> MountTree.copy("/run", false));
        all.put("a file system", () -> FileSystem.open("tmpfs"));
        all.put("a mount", () -> tmpfs.mount(0));
        all.put("a message queue", () -> MessageQueues.open("/q", Files.O_RDWR));
        all.put("a file in memory", () -> new MemoryFile("x"));
        all.put("a program in memory", () -> MemoryFile.sealedProgram("x", new byte[0]));
        all.put("the owner of a namespace", () -> {
            try (Fd net = NamespaceFiles.open("/proc/thread-self/ns/net")) {
                return NamespaceFiles.owner(net).orElseThrow();
            }
        });
        return all;
    }

    @Test
    void everyOneGivesBackWhatIsKeptWhenDescriptorsRunOut() {
        Fresh.call(() -> {
            MessageQueues.create("/q", 0600, 1, 1);
            try (MemoryFile file = new MemoryFile("x")) {
                // what the JVM itself opens for them, such as classes, it opens now
                try (FileSystem tmpfs = FileSystem.open("tmpfs")) {
                    for (Supplier<AutoCloseable> opener : openers(file, tmpfs).values()) {
                        opener.get().close();
                    }
                }
                try (FileSystem tmpfs = FileSystem.open("tmpfs")) {
                    withFew(() -> openers(file, tmpfs).forEach(DescriptorsTest::openWithNoneLeft));
                }
            }
            return null;
        });
    }

    /** Runs the action where only some descriptors may be opened. */
    private static void withFew(Runnable action) {
        byte[] before = new byte[2 * Long.BYTES];
        SysException.check("prlimit", LibcSpawn.prlimit(0, RLIMIT_NOFILE, null, before), "");
        byte[] few = before.clone();
        try (Fd last = Files.open("/dev/null", Files.O_RDONLY)) {
            ByteBuffer.wrap(few).order(ByteOrder.nativeOrder()).putLong(0, last.number() + 64);
        }
        SysException.check("prlimit", LibcSpawn.prlimit(0, RLIMIT_NOFILE, few, null), "");
        try {
            action.run();
        } finally {
            Descriptors.spare(() -> false);
            SysException.check("prlimit", LibcSpawn.prlimit(0, RLIMIT_NOFILE, before, null), "");
        }
    }

    private static void openWithNoneLeft(String what, Supplier<AutoCloseable> opener) {
        Deque<Fd> kept = new ArrayDeque<>();
        Descriptors.spare(() -> false);
        fill(kept);
        // some calls open several
        Descriptors.spare(() -> {
            for (int i = 0; i < 4; i++) {
                kept.pop().close();
            }
            return true;
        });
        try {
            assertDoesNotThrow(() -> opener.get().close(), what);
        } finally {
            kept.forEach(Fd::close);
        }
    }

    private static void fill(Deque<Fd> kept) {
        try {
            while (true) {
                kept.push(Files.open("/dev/null", Files.O_RDONLY));
            }
        } catch (SysException e) {
            assertEquals(Errno.EMFILE, e.errno());
        }
    }
}
