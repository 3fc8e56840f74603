package nsx.diag;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import nsx.proc.ProcessInfo;
import nsx.sys.Children;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.Sockets;
import nsx.sys.SysException;

/**
 * Options of another process's socket that sock_diag does not report. They are read through a short-lived copy of the
 * descriptor (pidfd_getfd(2), since Linux 5.6).
 *
 * @param leastTtl the least time to live of accepted IPv4 packets (IP_MINTTL); 0 for any
 * @param leastHops the least hop limit of accepted IPv6 packets (IPV6_MINHOPCOUNT); 0 for any
 * @param filtered whether a filter inspects received packets (SO_ATTACH_FILTER, SO_ATTACH_BPF)
 */
public record SocketOptions(int leastTtl, int leastHops, boolean filtered) {
    /** The time limit of a read: a process can replace the descriptor by a file that never answers (FUSE). */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * Reads the options of the socket with this inode.
     *
     * @return empty if no process of the caller's user namespace has the socket open, or the caller may not read it
     */
    public static Optional<SocketOptions> of(long inode) {
        AtomicReference<SocketOptions> found = new AtomicReference<>();
        Thread asking = new Thread(() -> find(inode).ifPresent(found::set), "nsx-socket-options");
        asking.setDaemon(true);
        // options that cannot be read are not known
        asking.setUncaughtExceptionHandler((thread, failure) -> {});
        try {
            asking.start();
            asking.join(PATIENCE.toMillis());
            return Optional.ofNullable(found.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (OutOfMemoryError e) {
            return Optional.empty();
        }
    }

    private static Optional<SocketOptions> find(long inode) {
        String link = "socket:[" + inode + "]";
        return ProcessInfo.pids().stream()
                .flatMap(pid -> ProcessInfo.descriptors(pid).stream()
                        .filter(fd -> is("/proc/" + pid + "/fd/" + fd, link))
                        .limit(1)
                        .flatMap(fd -> read(pid, fd, link).stream()))
                .findFirst();
    }

    private static boolean is(String file, String link) {
        try {
            return Files.link(file).equals(link);
        } catch (SysException e) {
            // the descriptor was closed, the process ended or may not be inspected
            return false;
        }
    }

    private static Optional<SocketOptions> read(int pid, int number, String link) {
        if (!is("/proc/" + pid + "/ns/user", Files.link("/proc/thread-self/ns/user"))) {
            return Optional.empty();
        }
        try (Fd process = Children.pidfd(pid);
                Fd socket = Children.descriptor(process, number)) {
            return is("/proc/thread-self/fd/" + socket.number(), link)
                    ? Optional.of(new SocketOptions(
                            Sockets.leastTtl(socket).orElse(0),
                            Sockets.leastHops(socket).orElse(0),
                            Sockets.isFiltered(socket)))
                    : Optional.empty();
        } catch (SysException e) {
            return Optional.empty();
        }
    }

    /** The least time to live (IPv4) or hop limit (IPv6) of accepted packets; empty for any. */
    public OptionalInt least(boolean six) {
        int least = six ? leastHops : leastTtl;
        return least > 0 ? OptionalInt.of(least) : OptionalInt.empty();
    }
}
