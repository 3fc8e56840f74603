package nsx.dsl.op.ipc;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import nsx.dsl.change.Operation;
import nsx.ipc.IpcObject;
import nsx.ns.Context;
import nsx.shadow.ShadowIpc;

/** Changes that all kinds of System V objects share. */
public record SysvOperations(Context context, SysvName name) {
    /** Changes the permissions. */
    public Operation setMode(IpcObject object, int mode) {
        String call = name.kind().word() + "ctl";
        String octal = String.format("0%03o", mode);
        String index = name.kind() == SysvKind.SEM ? ", 0" : "";
        return operation(
                call + "(" + object.id() + index + ", IPC_SET, mode " + octal + ")",
                () -> {
                    // recreated under its key it has another identifier
                    int id =
                            name.find(name.kind().list(), o -> o).orElse(object).id();
                    name.kind().setMode(id, mode);
                    return null;
                },
                IpcCommand.perl("$i = " + name.perl() + "; " + call + "($i" + index
                        + ", 2, $s) // die $!; substr($s, 20, 4) = pack \"I\", " + octal + "; " + call + "($i" + index
                        + ", 1, $s) // die $!"),
                "set the mode of " + name.prose() + " to " + octal,
                ipc -> name.kind().planned(ipc).setMode(name::leadsTo, mode),
                () -> List.of(setMode(object, object.permissions())));
    }

    /** @param undo returns the operations that recreate the object; none if that is impossible */
    public Operation remove(IpcObject object, Supplier<List<Operation>> undo) {
        String which = name.hasKey() ? "key " + SysvName.hex(name.key()) : "id " + object.id();
        return operation(
                        name.kind().word() + "ctl(" + object.id() + (name.kind() == SysvKind.SEM ? ", 0" : "")
                                + ", IPC_RMID)",
                        () -> {
                            name.kind().remove(object.id());
                            return null;
                        },
                        "ipcrm --" + name.kind().ipcrm() + "-" + which,
                        "remove " + name.prose(),
                        this::removed,
                        undo)
                .losing(name.hasKey() ? "" : "one without a key cannot be made again");
    }

    private void removed(ShadowIpc ipc) {
        name.kind().planned(ipc).remove(name::leadsTo);
    }

    Operation operation(
            String text,
            Callable<?> action,
            String command,
            String prose,
            Consumer<ShadowIpc> foresight,
            Supplier<List<Operation>> undo) {
        return answering(text, action, command, prose, done(foresight), undo);
    }

    /** The effect on a plan of an operation without an answer. */
    static <T> Function<T, Object> done(Consumer<T> foresight) {
        return ipc -> {
            foresight.accept(ipc);
            return null;
        };
    }

    /** @param foresight applies the effect to a plan, and returns the answer in place of the action's */
    Operation answering(
            String text,
            Callable<?> action,
            String command,
            String prose,
            Function<ShadowIpc, ?> foresight,
            Supplier<List<Operation>> undo) {
        return new Operation(
                context,
                new Operation.SystemCall(
                        text, IpcRefusal.explained(prose, action), p -> foresight.apply(p.ipc(context))),
                command,
                prose,
                undo);
    }

    /** Removes the object that a creation of the same line made, by its key. */
    Operation removeAgain() {
        Callable<?> action = () -> {
            name.find(name.kind().list(), o -> o).ifPresent(o -> name.kind().remove(o.id()));
            return null;
        };
        return operation(
                name.kind().word() + "ctl(…, IPC_RMID)",
                action,
                "ipcrm --" + name.kind().ipcrm() + "-key " + SysvName.hex(name.key()),
                "remove " + name.prose(),
                this::removed,
                List::of);
    }
}
