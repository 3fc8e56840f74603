package nsx.repl;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.IntSupplier;
import nsx.dsl.ExitCode;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.ns.NsThread;
import nsx.repl.Options.Flag;
import nsx.sys.Mounts;
import nsx.sys.SysException;

/** {@code --sandbox}: the run's host is a set of fresh namespaces with a /run of its own, so names made in it end with it. */
final class Sandbox {
    private static final Set<NamespaceKind> KINDS =
            EnumSet.of(NamespaceKind.NET, NamespaceKind.IPC, NamespaceKind.UTS, NamespaceKind.MNT);

    private Sandbox() {}

    static int around(Options options, IntSupplier run) {
        if (!options.has(Flag.SANDBOX)) {
            return run.getAsInt();
        }
        try {
            return NsThread.unshare(KINDS, () -> {
                Mounts.mount("none", "/", null, Mounts.MS_REC | Mounts.MS_PRIVATE, null);
                Mounts.mount("tmpfs", "/run", "tmpfs", 0, "mode=0755");
                return run.getAsInt();
            });
        } catch (NamespaceException | SysException e) {
            throw new NoScriptException(
                    "--sandbox: " + e.getMessage()
                            + (e.getCause() == null ? "" : ": " + e.getCause().getMessage()),
                    ExitCode.NOT_PERMITTED);
        }
    }
}
