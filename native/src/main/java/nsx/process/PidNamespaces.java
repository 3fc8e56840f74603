package nsx.process;

import java.util.List;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceId;
import nsx.ns.NamespaceKind;
import nsx.ns.NsThread;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.Spawn;
import nsx.sys.SysException;
import nsx.sys.Tasks;

/** Facts about pid namespaces. A pid namespace whose process 1 has ended accepts no more processes. */
public final class PidNamespaces {
    private PidNamespaces() {}

    /**
     * Whether no process can be started in the namespace any more (ENOMEM of fork(2)); always false for other kinds.
     */
    public static boolean isDead(Namespace namespace) {
        return namespace.kind() == NamespaceKind.PID
                && !namespace.isPlanned()
                && !namespace.isInherited()
                && KeptNamespaces.processes(namespace).stream()
                        .allMatch(p -> p.state().equals("Z"))
                && takesNone(namespace);
    }

    /** The error for a program that could not be started; the message mentions a dead pid namespace for children. */
    static RuntimeException refused(SysException e) {
        if (e.errno() != Errno.ENOMEM || !e.call().equals("posix_spawn")) {
            return e;
        }
        NamespaceId own = NamespaceId.of(Tasks.namespace(NamespaceKind.PID.file()));
        NamespaceId children = NamespaceId.of(Tasks.namespace(NamespaceKind.PID.childFile()));
        return own.equals(children) ? e : dead(children, e);
    }

    /** Throws the error for a namespace that accepts no more processes. */
    static void requireAlive(Namespace namespace) {
        if (isDead(namespace)) {
            throw dead(namespace.id(), null);
        }
    }

    private static NamespaceException dead(NamespaceId id, SysException cause) {
        return new NamespaceException("pid:[" + id.inode() + "] is dead: its process 1 has ended", cause);
    }

    /** Asks the kernel by a trial, because /proc may show another pid namespace. */
    private static boolean takesNone(Namespace namespace) {
        try (Fd nothing = Files.open("/dev/null", Files.O_RDWR)) {
            Spawn.Setting setting = new Spawn.Setting(nothing.number(), nothing.number(), nothing.number(), true);
            NsThread.visit(List.of(namespace), () -> Launcher.startHere(Program.of("/bin/true"), setting))
                    .await();
            return false;
        } catch (NamespaceException e) {
            return e.getCause() instanceof SysException s && s.errno() == Errno.ENOMEM;
        } catch (SysException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
