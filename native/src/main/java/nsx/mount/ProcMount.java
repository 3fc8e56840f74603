package nsx.mount;

import nsx.ns.Namespace;
import nsx.ns.NamespaceId;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.FileSystem;
import nsx.sys.Files;
import nsx.sys.MountTree;
import nsx.sys.SysException;

/**
 * A /proc of another pid namespace. A proc mount shows the pid namespace of the mounting process, and no thread can
 * move into another one. Since Linux 6.18 the option {@code pidns} names the namespace; on older kernels only a
 * program started in the namespace can make the mount.
 */
public final class ProcMount {
    private ProcMount() {}

    /**
     * Creates the detached mount.
     *
     * @throws SysException EINVAL if the kernel lacks {@code pidns}, ENOSYS before Linux 5.2, EPERM
     */
    public static MountTree of(Namespace pid, int attributes) {
        try (FileSystem proc = FileSystem.open("proc");
                Fd namespace = pid.open()) {
            proc.set("source", "proc").set("pidns", namespace);
            return proc.mount(attributes);
        }
    }

    /** Whether a failure of {@link #of} means that only a program in the namespace can make the mount. */
    public static boolean isTooOld(SysException e) {
        return e.errno() == Errno.EINVAL || e.errno() == Errno.ENOSYS;
    }

    /** Whether the calling thread's mount namespace has, at the path, a /proc of this pid namespace. */
    public static boolean shows(Namespace pid, String path) {
        try {
            return pid.isEntered()
                    // process 1 may be unreadable; nsx itself has its own number only in its own namespace
                    ? Files.link(path + "/self")
                            .equals(String.valueOf(ProcessHandle.current().pid()))
                    : NamespaceId.of(Files.stat(path + "/1/ns/pid")).equals(pid.id());
        } catch (SysException e) {
            // no process 1, no /proc, or not readable
            return false;
        }
    }
}
