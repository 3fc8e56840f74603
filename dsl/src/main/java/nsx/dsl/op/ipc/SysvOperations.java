package nsx.dsl.op.ipc;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import nsx.dsl.change.Operation;
import nsx.dsl.change.Portable;
import nsx.inverse.Inverse.Call;
import nsx.ipc.IpcObject;
import nsx.ns.Context;
import nsx.ns.NamespaceKind;
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
        return removal(
                        Integer.toString(object.id()),
                        name.kind() == SysvKind.SEM ? ", 0" : "",
                        () -> {
                            name.kind().remove(object.id());
                            return null;
                        },
                        undo)
                .losing(name.hasKey() ? "" : "one without a key cannot be made again");
    }

    /** @param id the number as the call shows it */
    private Operation removal(String id, String more, Callable<?> action, Supplier<List<Operation>> undo) {
        String which = name.hasKey() ? SysvName.hex(name.key()) : id;
        String prose = "remove " + name.prose();
        return new Operation(
                context,
                call(name.kind().word() + "ctl(" + id + more + ", IPC_RMID)", action, prose, done(this::removed))
                        .also(Portable.in(
                                NamespaceKind.IPC,
                                Call.UNMAKE,
                                name.kind().sort().name(),
                                which)),
                "ipcrm --" + name.kind().ipcrm() + (name.hasKey() ? "-key " : "-id ") + which,
                prose,
                undo);
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
        return new Operation(context, call(text, action, prose, foresight), command, prose, undo);
    }

    private Operation.SystemCall call(String text, Callable<?> action, String prose, Function<ShadowIpc, ?> foresight) {
        return new Operation.SystemCall(
                text, IpcRefusal.explained(prose, action), p -> foresight.apply(p.ipc(context)));
    }

    /** Removes the object that a creation of the same line made, by its key. */
    Operation removeAgain() {
        Callable<?> action = () -> {
            name.find(name.kind().list(), o -> o).ifPresent(o -> name.kind().remove(o.id()));
            return null;
        };
        return removal("…", "", action, List::of);
    }
}
