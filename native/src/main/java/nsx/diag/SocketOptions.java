package nsx.diag;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nsx.proc.ProcessInfo;
import nsx.sys.Children;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.Sockets;
import nsx.sys.SysException;

/**
 * Options of a socket of another process that the kernel lists nowhere. They are asked of a copy of its descriptor
 * (pidfd_getfd(2), since Linux 5.6), which exists for that long only.
 *
 * @param leastTtl the least time to live of packets of IPv4 that it takes (IP_MINTTL); 0 for any
 * @param leastHops the same of the hop limit of IPv6 (IPV6_MINHOPCOUNT)
 * @param filtered whether a filter looks at what it receives (SO_ATTACH_FILTER, SO_ATTACH_BPF)
 */
public record SocketOptions(int leastTtl, int leastHops, boolean filtered) {
    /** Whoever exchanges the descriptor in between, by a file of his own, makes nobody wait longer (FUSE). */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * Those of the socket of this inode.
     *
     * @return empty where no process of the caller's user namespace has it open, or where the caller may not ask
     */
    public static Optional<SocketOptions> of(long inode) {
        CompletableFuture<Optional<SocketOptions>> asked = new CompletableFuture<>();
        Thread asking = new Thread(() -> complete(asked, inode), "nsx-socket-options");
        asking.setDaemon(true);
        try {
            asking.start();
            return asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (OutOfMemoryError | TimeoutException | ExecutionException e) {
            return Optional.empty();
        }
    }

    private static void complete(CompletableFuture<Optional<SocketOptions>> asked, long inode) {
        try {
            asked.complete(find(inode));
        } catch (RuntimeException e) {
            asked.completeExceptionally(e);
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
            // it was closed, the process ended, or may not be looked into
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

    /** What it wants of packets of one version of IP. */
    public OptionalInt least(boolean six) {
        int least = six ? leastHops : leastTtl;
        return least > 0 ? OptionalInt.of(least) : OptionalInt.empty();
    }
}
