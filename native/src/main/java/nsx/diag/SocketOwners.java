package nsx.diag;

import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nsx.proc.CommandLines;
import nsx.proc.ProcessInfo;
import nsx.sys.Files;
import nsx.sys.SysException;

/**
 * The processes that have a socket open, from one pass over the calling thread's /proc. Every process is read,
 * because a process may have a socket of another network namespace. Processes that end during the pass or may not be
 * read are left out.
 */
public final class SocketOwners {
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d{1,18})]");

    private final Map<Long, List<ProcessInfo>> owners = new HashMap<>();
    private int hidden;

    private SocketOwners() {}

    public static SocketOwners read() {
        return read(ProcessInfo.pids());
    }

    static SocketOwners read(List<Integer> pids) {
        SocketOwners all = new SocketOwners();
        try (CommandLines commands = new CommandLines()) {
            pids.forEach(pid -> all.add(pid, commands));
        }
        return all;
    }

    private void add(int pid, CommandLines commands) {
        String directory = "/proc/" + pid + "/fd/";
        List<Long> inodes = new ArrayList<>();
        File descriptors = new File(directory);
        if (!descriptors.canRead()) {
            hidden += descriptors.exists() ? 1 : 0;
            return;
        }
        for (int fd : ProcessInfo.descriptors(pid)) {
            try {
                inode(Files.link(directory + fd)).ifPresent(inodes::add);
            } catch (SysException e) {
                // the descriptor was closed or the process ended
                continue;
            }
        }
        if (inodes.isEmpty()) {
            return;
        }
        Optional<ProcessInfo> info = ProcessInfo.read(pid, commands);
        inodes.stream()
                .distinct()
                .forEach(inode -> info.ifPresent(i ->
                        owners.computeIfAbsent(inode, n -> new ArrayList<>()).add(i)));
    }

    /** The inode in a link of /proc/PID/fd such as {@code socket:[12345]}; empty for any other file. */
    static OptionalLong inode(String link) {
        Matcher socket = SOCKET.matcher(link);
        return socket.matches() ? OptionalLong.of(Long.parseLong(socket.group(1))) : OptionalLong.empty();
    }

    /** The processes that have the socket open, sorted by number. */
    public List<ProcessInfo> of(long inode) {
        return owners.getOrDefault(inode, List.of());
    }

    /** The number of processes that may not be inspected. */
    public int hidden() {
        return hidden;
    }
}
