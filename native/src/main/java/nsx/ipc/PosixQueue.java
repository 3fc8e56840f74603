package nsx.ipc;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import nsx.ns.NamespaceKind;
import nsx.ns.NsThread;
import nsx.proc.TextFields;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.MessageQueues;
import nsx.sys.Mounts;
import nsx.sys.Root;
import nsx.sys.Stat;
import nsx.sys.SysException;

/**
 * A POSIX message queue (mq_overview(7)), in the calling thread's IPC namespace.
 *
 * @param name the name with its slash: {@code /jobs}
 * @param content empty if the caller may not read the queue
 */
public record PosixQueue(String name, int mode, long uid, Optional<Content> content) {
    /** A directory that exists on every machine. Only the mounting thread sees the mount on it. */
    private static final String PLACE = "/proc";

    private static final int PERMISSIONS = 0777;

    /**
     * All queues, by name. The mqueue file system shows the IPC namespace of the thread that mounts it, so
     * /dev/mqueue may show another namespace. The call therefore mounts its own in a temporary mount namespace, which
     * needs CAP_SYS_ADMIN.
     */
    public static List<PosixQueue> list() {
        return NsThread.unshare(EnumSet.of(NamespaceKind.MNT), () -> {
            Root.propagate(Mounts.MS_PRIVATE);
            Mounts.mount("mqueue", PLACE, "mqueue", 0, null);
            return Files.names(PLACE).stream()
                    .flatMap(name -> look(name).stream())
                    .toList();
        });
    }

    /**
     * The content of a queue.
     *
     * @param bytes the total size of its messages
     */
    public record Content(long bytes, MessageQueues.Attributes attributes) {}

    /** Reads one queue; empty if the queue was removed. */
    private static Optional<PosixQueue> look(String name) {
        try {
            Stat file = Files.stat(PLACE + "/" + name);
            return Optional.of(new PosixQueue(
                    "/" + name,
                    file.mode() & PERMISSIONS,
                    Integer.toUnsignedLong(file.uid()),
                    content(PLACE + "/" + name)));
        } catch (SysException e) {
            return Optional.empty();
        }
    }

    private static Optional<Content> content(String path) {
        try (Fd queue = Files.open(path, Files.O_RDONLY)) {
            return Optional.of(new Content(bytes(Files.readText(path, Files.SMALL)), MessageQueues.attributes(queue)));
        } catch (SysException e) {
            if (e.errno() == Errno.EACCES) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * The number of bytes in a queue's file, which reads {@code QSIZE:129 NOTIFY:2 SIGNO:0 NOTIFY_PID:8260}, padded
     * with blanks.
     */
    static long bytes(String text) {
        return TextFields.number("QSIZE", text.replaceAll("(?s)^QSIZE:\\s*(\\d+).*", "$1"));
    }
}
