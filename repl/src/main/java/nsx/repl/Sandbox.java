package nsx.repl;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import nsx.dsl.compile.Engine;
import nsx.dsl.error.ExitCode;
import nsx.dsl.session.Session;
import nsx.netlink.NetlinkException;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.ns.NsThread;
import nsx.process.Sysfs;
import nsx.repl.Options.Flag;
import nsx.sys.Mounts;
import nsx.sys.Root;
import nsx.sys.SysException;

/**
 * {@code --sandbox}: the run's host is a separate machine like that of the word {@code sandbox}, and everything in it
 * ends with the run.
 */
final class Sandbox {
    /** The namespaces that nsx's own threads enter, so that plain Groovy code cannot leave them by mistake. */
    private static final Set<NamespaceKind> OF_THREADS =
            EnumSet.of(NamespaceKind.NET, NamespaceKind.IPC, NamespaceKind.UTS, NamespaceKind.MNT);
    /**
     * The further namespaces for words and programs. A JVM needs the /proc of its own pid namespace, so nsx itself
     * stays outside these.
     */
    private static final Set<NamespaceKind> OF_SESSION =
            EnumSet.of(NamespaceKind.MNT, NamespaceKind.PID, NamespaceKind.TIME);

    private Sandbox() {}

    static int around(Options options, IntSupplier run) {
        return options.has(Flag.SANDBOX)
                ? refusing(() -> NsThread.unshare(OF_THREADS, () -> {
                    furnish();
                    return run.getAsInt();
                }))
                : run.getAsInt();
    }

    /** Makes the session of a run on the run's thread. */
    static Session session(Options options, Engine engine) {
        Session session =
                options.has(Flag.SANDBOX) ? refusing(() -> Session.fresh(engine, OF_SESSION)) : Session.live(engine);
        session.scriptsFrom(Scripts.files(options));
        return session;
    }

    private static void furnish() {
        Root.propagate(Mounts.MS_PRIVATE);
        // the session also sees mounts that a thread makes
        Root.propagate(Mounts.MS_SHARED);
        Mounts.mount("tmpfs", "/run", "tmpfs", 0, "mode=0755");
        Sysfs.mount();
        Loopback.up();
    }

    private static <T> T refusing(Supplier<T> action) {
        try {
            return action.get();
        } catch (NamespaceException | SysException | NetlinkException e) {
            throw new NoScriptException(
                    "--sandbox: " + e.getMessage()
                            + (e.getCause() == null ? "" : ": " + e.getCause().getMessage()),
                    ExitCode.NOT_PERMITTED);
        }
    }
}
