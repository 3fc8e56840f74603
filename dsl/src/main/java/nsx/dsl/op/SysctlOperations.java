package nsx.dsl.op;

import java.util.List;
import nsx.dsl.change.Operation;
import nsx.ns.Context;
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
                        sysctl.kind()),
                "sysctl -w " + sysctl.name() + "=" + Program.quoted(after),
                "set " + sysctl.name() + " to " + after,
                () -> List.of(set(context, sysctl, after, before)));
    }
}
