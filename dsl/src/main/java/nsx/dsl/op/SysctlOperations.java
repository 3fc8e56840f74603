package nsx.dsl.op;

import java.util.List;
import nsx.dsl.change.Operation;
import nsx.dsl.change.Portable;
import nsx.inverse.Inverse.Call;
import nsx.ns.Context;
import nsx.ns.NamespaceKind;
import nsx.process.Program;
import nsx.sys.Files;

/** Sets kernel parameters. */
public final class SysctlOperations {
    private SysctlOperations() {}

    public static Operation set(Context context, Sysctl sysctl, String before, String after) {
        return new Operation(
                context,
                new Operation.SystemCall(
                                "write(\"" + sysctl.file() + "\", \"" + after + "\")",
                                () -> {
                                    Files.writeText(sysctl.file(), after);
                                    return null;
                                },
                                prospect -> {
                                    prospect.leaves(context, sysctl.kind(), sysctl.file(), after);
                                    return null;
                                },
                                sysctl.kind())
                        .also(new Portable(
                                Call.WRITE,
                                List.of(NamespaceKind.NET, NamespaceKind.IPC, NamespaceKind.UTS),
                                ahead -> List.of(sysctl.file(), after))),
                "sysctl -w " + sysctl.name() + "=" + Program.quoted(after),
                "set " + sysctl.name() + " to " + after,
                () -> List.of(set(context, sysctl, after, before)));
    }
}
