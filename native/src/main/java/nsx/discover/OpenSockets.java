package nsx.discover;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nsx.proc.ProcessInfo;
import nsx.sys.Children;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.Sockets;
import nsx.sys.SysException;

/**
 * Finds the network namespace of every socket that a process has open. Only the socket itself knows it: its process may
 * be elsewhere by now. The kernel is asked through a short-lived copy of the descriptor (pidfd_getfd(2), since Linux
 * 5.6), once for all copies of a socket.
 */
public final class OpenSockets {
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d{1,18})]");

    private final Map<Long, Long> namespaces = new HashMap<>();

    /**
     * A descriptor of a socket.
     *
     * @param inode the inode of the socket
     * @param namespace the inode of its network namespace; 0 if the caller may not ask
     */
    public record OpenSocket(int pid, int fd, long inode, long namespace) {}

    private OpenSockets() {}

    /**
     * Reads the descriptors of these processes. Processes that end meanwhile or may not be looked into have none.
     */
    public static List<OpenSocket> read(List<Integer> pids) {
        OpenSockets sockets = new OpenSockets();
        List<OpenSocket> all = new ArrayList<>();
        for (int pid : pids) {
            for (int fd : ProcessInfo.descriptors(pid)) {
                String link = link("/proc/" + pid + "/fd/" + fd);
                Matcher socket = SOCKET.matcher(link);
                if (socket.matches()) {
                    long inode = Long.parseLong(socket.group(1));
                    all.add(new OpenSocket(pid, fd, inode, sockets.namespace(pid, fd, inode, link)));
                }
            }
        }
        return all;
    }

    private long namespace(int pid, int fd, long inode, String link) {
        Long known = namespaces.get(inode);
        if (known != null) {
            return known;
        }
        Optional<Long> asked = ask(pid, fd, link);
        asked.ifPresent(namespace -> namespaces.put(inode, namespace));
        return asked.orElse(0L);
    }

    /** Asks a socket, if the descriptor is still that socket: another file could keep the answer back. */
    private static Optional<Long> ask(int pid, int number, String link) {
        try (Fd process = Children.pidfd(pid);
                Fd socket = Children.descriptor(process, number)) {
            if (!link("/proc/thread-self/fd/" + socket.number()).equals(link)) {
                return Optional.empty();
            }
            try (Fd namespace = Sockets.namespace(socket)) {
                return Optional.of(Files.stat(namespace).inode());
            }
        } catch (SysException e) {
            return Optional.empty();
        }
    }

    /** The target of a link; empty text if it is gone or may not be read. */
    private static String link(String path) {
        try {
            return Files.link(path);
        } catch (SysException e) {
            return "";
        }
    }
}
