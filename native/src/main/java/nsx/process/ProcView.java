package nsx.process;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import nsx.mount.ProcMount;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.proc.MountInfo;
import nsx.sys.Errno;
import nsx.sys.FileSystem;
import nsx.sys.MountTree;
import nsx.sys.Mounts;
import nsx.sys.Root;
import nsx.sys.SysException;
import nsx.sys.Tasks;

/**
 * Gives a program in another pid namespace a /proc with the processes of that namespace, in a separate mount
 * namespace, as with {@code unshare --mount-proc}. A mount namespace whose /proc already shows that namespace is left
 * unchanged.
 */
final class ProcView {
    private static final String PROC = "/proc";
    private static final int FLAGS =
            FileSystem.MOUNT_ATTR_NOSUID | FileSystem.MOUNT_ATTR_NODEV | FileSystem.MOUNT_ATTR_NOEXEC;
    /**
     * The mount command for a program in the pid namespace; before Linux 6.18 only such a program can make the mount.
     */
    private static final String MOUNT = "mount -t proc -o nosuid,nodev,noexec proc " + PROC + " || echo 'nsx: " + PROC
            + " shows another pid namespace' >&2; exec \"$@\"";

    private ProcView() {}

    /**
     * Makes the view for the calling thread, which is in the context's mount namespace, and its children.
     *
     * @param ownMounts whether the thread already has its own mount namespace
     * @return the program, or a wrapper that makes the mount and then becomes the program
     */
    static Program show(Namespace pid, boolean ownMounts, Program program, Consumer<String> notices) {
        if (ProcMount.shows(pid, PROC)) {
            return program;
        }
        try (MountTree proc = ProcMount.of(pid, FLAGS)) {
            if (!ownMounts) {
                Tasks.unshare(NamespaceKind.MNT.flag());
                Root.propagate(Mounts.MS_SLAVE);
            }
            proc.attach(PROC);
        } catch (SysException e) {
            if (ProcMount.isTooOld(e)) {
                return wrapped(program);
            }
            // the owner of the mount namespace may forbid it (EPERM); programs then see other processes there
            notices.accept(PROC + " shows another pid namespace: " + e.getMessage());
        }
        return program;
    }

    /**
     * Mounts the /proc permanently in the calling thread's mount namespace. If that fails, each program gets its own
     * view.
     */
    static void mount(Namespace pid) {
        try (MountTree proc = ProcMount.of(pid, FLAGS)) {
            proc.attach(PROC);
        } catch (SysException e) {
            if (!ProcMount.isTooOld(e) && e.errno() != Errno.EPERM) {
                throw e;
            }
        }
    }

    /** A wrapper for a program that will be in the pid namespace and in a mount namespace of nsx; it makes the view itself. */
    static Program wrapped(Program program) {
        String propagation = propagation();
        String script = propagation.equals("slave") ? MOUNT : "mount --make-rslave " + PROC + "; " + MOUNT;
        List<String> arguments = new ArrayList<>(
                List.of("unshare", "--mount", "--propagation=" + propagation, "--", "/bin/sh", "-c", script, "sh"));
        arguments.addAll(program.arguments());
        return program.with(arguments);
    }

    /**
     * The propagation option for unshare(1). In a chroot that is not a mount point it cannot change the propagation of any
     * mount.
     */
    static String propagation() {
        return MountInfo.isRootMounted() ? "slave" : "unchanged";
    }
}
