package nsx.discover;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nsx.ns.NamespaceKind;
import nsx.sys.DirectoryReader;

/**
 * Makes one pass over the processes of a /proc and notes the namespaces that each process, its threads and its future
 * children are in or hold open.
 */
final class ProcScan {
    /**
     * The kinds that threads of one process can differ in; threads share the other kinds by the rules of unshare(2),
     * setns(2) and clone(2).
     */
    private static final Set<NamespaceKind> OF_THREADS =
            EnumSet.complementOf(EnumSet.of(NamespaceKind.USER, NamespaceKind.PID, NamespaceKind.TIME));
    /**
     * The number of hard links of /proc/PID/task for a single-threaded process: one for the thread and two for the
     * directory itself.
     */
    private static final int SINGLE = 3;

    /** A namespace and one of its holders. */
    record Sighting(NamespaceKind kind, long inode, Holder holder) {}

    private final String root;
    private final DirectoryReader proc;
    private final Nsfs nsfs;
    private final long device;
    private final Set<NamespaceKind> kinds;
    private final List<Sighting> found = new ArrayList<>();
    private final List<Integer> refused = new ArrayList<>();
    private final long[] own = new long[NamespaceKind.values().length];

    ProcScan(String root, DirectoryReader proc, Nsfs nsfs, Set<NamespaceKind> kinds) {
        this.root = root;
        this.proc = proc;
        this.nsfs = nsfs;
        this.device = nsfs.device();
        this.kinds = kinds;
    }

    List<Sighting> found() {
        return found;
    }

    /** The processes that may not be inspected. */
    List<Integer> refused() {
        return refused;
    }

    /** Notes all namespaces of a process; for a process that ends during the scan, none or a part. */
    void look(int pid) {
        if (proc.enter(pid) && isIn(pid)) {
            children(pid, pid, "ns/");
            threads(pid);
            descriptors(pid);
        } else if (proc.isRefused()) {
            refused.add(pid);
        }
    }

    /** Notes the namespaces that a process is in, without those that it only holds open. */
    void glance(int pid) {
        proc.leave();
        for (NamespaceKind kind : kinds) {
            long inode = inode(pid + "/ns/" + kind.file());
            if (inode >= 0) {
                found.add(new Sighting(kind, inode, new Holder.Process(pid)));
            } else if (proc.isRefused()) {
                refused.add(pid);
                return;
            }
        }
    }

    private boolean isIn(int pid) {
        Holder holder = new Holder.Process(pid);
        boolean any = false;
        for (NamespaceKind kind : kinds) {
            long inode = inode("ns/" + kind.file());
            own[kind.ordinal()] = inode;
            if (inode >= 0) {
                found.add(new Sighting(kind, inode, holder));
                any = true;
            } else if (proc.isRefused()) {
                return any;
            }
        }
        return any;
    }

    private long inode(String file) {
        Optional<String> link = proc.link(file);
        return link.isPresent() ? NamespaceLink.inode(link.get()) : -1;
    }

    private void children(int pid, int thread, String directory) {
        for (NamespaceKind kind : kinds) {
            if (!kind.childFile().equals(kind.file())) {
                long inode = inode(directory + kind.childFile());
                if (inode >= 0 && inode != own[kind.ordinal()]) {
                    found.add(new Sighting(kind, inode, new Holder.Children(pid, thread)));
                }
            }
        }
    }

    private void threads(int pid) {
        if (proc.hardLinks("task") == SINGLE) {
            return;
        }
        for (int thread : proc.numbers("task")) {
            if (thread != pid) {
                String directory = "task/" + thread + "/ns/";
                thread(pid, thread, directory);
                children(pid, thread, directory);
            }
        }
    }

    private void thread(int pid, int thread, String directory) {
        for (NamespaceKind kind : kinds) {
            if (OF_THREADS.contains(kind)) {
                long inode = inode(directory + kind.file());
                if (inode >= 0 && inode != own[kind.ordinal()]) {
                    found.add(new Sighting(kind, inode, new Holder.Task(pid, thread)));
                }
            }
        }
    }

    /**
     * Reads the descriptors of a process. Since Linux 6.2 the size of the directory is their number; most processes
     * use the lowest numbers, so the directory need not be listed.
     */
    private void descriptors(int pid) {
        long open = proc.size("fd");
        int fd = 0;
        while (fd < open && descriptor(pid, fd)) {
            fd++;
        }
        if (open <= 0 || fd < open) {
            int rest = fd;
            Arrays.stream(proc.numbers("fd")).filter(n -> n >= rest).forEach(n -> descriptor(pid, n));
        }
    }

    /** Notes the namespace of a descriptor; returns whether the descriptor exists. */
    private boolean descriptor(int pid, int fd) {
        String file = "fd/" + fd;
        Optional<String> link = proc.link(file);
        link.flatMap(l -> namespace(pid, file, l))
                .filter(n -> kinds.contains(n.kind()))
                .ifPresent(n -> found.add(new Sighting(n.kind(), n.inode(), new Holder.Descriptor(pid, fd))));
        return link.isPresent();
    }

    /**
     * The namespace of a descriptor. If the file was opened through a mount, the link shows the mount's path, or
     * nothing if the mount is gone.
     */
    private Optional<NamespaceLink> namespace(int pid, String file, String link) {
        if (link.equals("/dev/null")) {
            return Optional.empty();
        }
        return link.startsWith("/") && proc.isOn(device, file)
                ? nsfs.link(root + "/" + pid + "/" + file)
                : NamespaceLink.parse(link);
    }
}
