package nsx.ns;

import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import nsx.proc.MountInfo;
import nsx.proc.ProcessInfo;
import nsx.sys.Files;
import nsx.sys.SysException;

/** Who keeps a namespace alive, as far as the calling thread's /proc and mount namespace show it. */
public final class Residents {
    private Residents() {}

    /** The processes whose main thread is in it. */
    public static List<Integer> processes(Namespace namespace) {
        return ProcessInfo.pids().stream()
                .filter(pid -> stands("/proc/" + pid + "/ns/" + namespace.kind().file(), namespace.id()))
                .toList();
    }

    /**
     * A task whose children will be in it, by its number under /proc: one that is in it, or, for pid and time namespaces, one that
     * only its children follow.
     */
    public static OptionalInt forerunner(Namespace namespace) {
        String file = "/ns/" + namespace.kind().childFile();
        for (int pid : ProcessInfo.pids()) {
            for (int thread : ProcessInfo.threads(pid)) {
                if (stands("/proc/" + pid + "/task/" + thread + file, namespace.id())) {
                    return OptionalInt.of(thread);
                }
            }
        }
        return OptionalInt.empty();
    }

    /** Each holder as a phrase: {@code process 12 (sleep 100)}, {@code mount on /run/netns/a}, {@code fd 7 of process 12 (…)}. */
    public static List<String> holders(Namespace namespace) {
        // a mount that was made below a shared one is there as often as the shared one is
        Set<String> all = new LinkedHashSet<>();
        for (MountInfo mount : MountInfo.ofThisThread()) {
            if (mount.type().equals("nsfs") && stands(mount.target(), namespace.id())) {
                all.add("mount on " + mount.target());
            }
        }
        for (int pid : ProcessInfo.pids()) {
            holdings(pid, namespace, all);
        }
        return List.copyOf(all);
    }

    private static void holdings(int pid, Namespace namespace, Set<String> all) {
        String process = "process " + pid + " ("
                + ProcessInfo.read(pid).map(ProcessInfo::command).orElse("gone") + ")";
        String file = "/ns/" + namespace.kind().file();
        if (stands("/proc/" + pid + file, namespace.id())) {
            all.add(process);
        }
        for (int thread : ProcessInfo.threads(pid)) {
            if (thread != pid
                    && stands("/proc/" + pid + "/task/" + thread + file, namespace.id())
                    && !all.contains(process)) {
                all.add("thread " + thread + " of " + process);
            }
        }
        for (String fd : descriptors(pid)) {
            if (stands("/proc/" + pid + "/fd/" + fd, namespace.id())) {
                all.add("fd " + fd + " of " + process);
            }
        }
    }

    /** A namespace by its inode: named ones first, then processes, mounts, threads and open files. */
    public static Optional<Namespace> find(long inode) {
        for (NamespaceKind kind : NamespaceKind.values()) {
            NamedNamespaces named = new NamedNamespaces(kind);
            Optional<Namespace> found = named.names().stream()
                    .map(named::path)
                    .flatMap(p -> at(kind, p, inode).stream())
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        for (NamespaceKind kind : NamespaceKind.values()) {
            for (int pid : ProcessInfo.pids()) {
                Optional<Namespace> found = at(kind, "/proc/" + pid + "/ns/" + kind.file(), inode);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return hidden(inode);
    }

    private static Optional<Namespace> hidden(long inode) {
        List<String> files = new ArrayList<>();
        MountInfo.ofThisThread().stream().filter(m -> m.type().equals("nsfs")).forEach(m -> files.add(m.target()));
        for (int pid : ProcessInfo.pids()) {
            ProcessInfo.threads(pid).forEach(t -> {
                for (NamespaceKind kind : NamespaceKind.values()) {
                    files.add("/proc/" + pid + "/task/" + t + "/ns/" + kind.file());
                }
            });
            descriptors(pid).forEach(fd -> files.add("/proc/" + pid + "/fd/" + fd));
        }
        return files.stream()
                .filter(f -> inode(f) == inode)
                .flatMap(f -> Namespace.kindOf(f).flatMap(k -> at(k, f, inode)).stream())
                .findFirst();
    }

    private static Optional<Namespace> at(NamespaceKind kind, String path, long inode) {
        try {
            return inode(path) == inode ? Optional.of(Namespace.at(kind, path)) : Optional.empty();
        } catch (NamespaceException | SysException e) {
            return Optional.empty();
        }
    }

    private static List<String> descriptors(int pid) {
        String[] names = new File("/proc/" + pid + "/fd").list();
        return names == null ? List.of() : List.of(names);
    }

    private static long inode(String path) {
        try {
            return Files.stat(path).inode();
        } catch (SysException e) {
            return -1;
        }
    }

    /** False too when the process is gone or may not be looked into. */
    private static boolean stands(String path, NamespaceId id) {
        try {
            return NamespaceId.of(Files.stat(path)).equals(id);
        } catch (SysException e) {
            return false;
        }
    }
}
