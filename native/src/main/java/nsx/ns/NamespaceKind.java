package nsx.ns;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The eight kinds of namespaces(7): the flag of clone(2) and the file under /proc/PID/ns. */
public enum NamespaceKind {
    NET(0x40000000, "network"),
    IPC(0x08000000, "IPC"),
    UTS(0x04000000, "UTS"),
    /**
     * The time namespace, since Linux 5.6. A thread can neither enter nor leave one; only its children can be in
     * another.
     */
    TIME(0x00000080, "time"),
    MNT(0x00020000, "mount"),
    PID(0x20000000, "pid"),
    USER(0x10000000, "user"),
    CGROUP(0x02000000, "cgroup");

    private final int flag;
    private final String title;

    NamespaceKind(int flag, String title) {
        this.flag = flag;
        this.title = title;
    }

    /** The CLONE_NEW* flag. */
    public int flag() {
        return flag;
    }

    /** The kind of a CLONE_NEW* flag; empty for an unknown flag. */
    public static Optional<NamespaceKind> ofFlag(int flag) {
        return Arrays.stream(values()).filter(k -> k.flag == flag).findFirst();
    }

    /** The name of the file under /proc/PID/ns, which is also the kind's name in scripts. */
    public String file() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of the kind's option of unshare(1) and nsenter(1). */
    public String option() {
        return this == MNT ? "mount" : file();
    }

    /** The name of the kind in prose: "network", "IPC". */
    public String title() {
        return title;
    }

    /** One namespace of the kind in prose: "a network namespace", "an IPC namespace". */
    public String one() {
        return (this == IPC ? "an " : "a ") + title + " namespace";
    }

    /**
     * The file under a task's ns directory that stands for its next child's namespace. A bind mount of a new pid or
     * time namespace uses {@code *_for_children}, because only children enter it.
     */
    public String childFile() {
        return this == PID || this == TIME ? file() + "_for_children" : file();
    }

    /**
     * Whether a thread of a multithreaded program can enter an existing namespace. There setns(2) fails with EINVAL
     * for a user namespace and EUSERS for a time namespace, and for a pid namespace it moves only the thread's
     * children.
     */
    public boolean takesThreads() {
        return takesChildrenOfThreads() && this != PID;
    }

    /** Whether a thread of a multithreaded program can start its children in an existing namespace. */
    public boolean takesChildrenOfThreads() {
        return this != USER && this != TIME;
    }

    /** The kind of this file name; throws {@link IllegalArgumentException} for any other text. */
    public static NamespaceKind of(String file) {
        return Arrays.stream(values())
                .filter(k -> k.file().equals(file))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a kind of namespace: " + file));
    }
}
