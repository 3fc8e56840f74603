package nsx.dsl.op.ipc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.ipc.IpcObjects;
import nsx.ipc.Semaphores;
import nsx.ns.Context;
import nsx.sys.SysException;
import nsx.sys.SystemV;

/**
 * Changes of a set of semaphores.
 *
 * @param ipc the existing objects, read while the operations are built
 * @param before the current set; empty if it is missing
 */
public record SemaphoreOperations(Context context, SysvName name, IpcObjects ipc, Optional<Semaphores> before) {
    /** The default mode, as of ipcmk(1). */
    public static final int MODE = 0644;

    private static final int IPC_NOWAIT = 04000;
    private static final int SEM_UNDO = 010000;

    /** The operations that make the set exist with this many semaphores, and with this mode if one is given. */
    public List<Operation> ensure(int count, OptionalInt mode) {
        if (before.isEmpty()) {
            return List.of(create(count, mode.orElse(MODE)));
        }
        Semaphores there = before.get();
        if (there.count() != count) {
            throw new NsxException(name.prose() + " exists with " + there.count() + " semaphores, not " + count)
                    .because("the number of a set's semaphores cannot change")
                    .at(count)
                    .hint("omit the count to use the existing set, or remove() it first");
        }
        return mode.isPresent() && mode.getAsInt() != there.object().permissions()
                ? List.of(common().setMode(there.object(), mode.getAsInt()))
                : List.of();
    }

    private SysvOperations common() {
        return new SysvOperations(context, name);
    }

    private Operation create(int count, int mode) {
        String key = SysvName.hex(name.key());
        return common().operation(
                        "semget(" + key + ", " + count + ", IPC_CREAT | IPC_EXCL | " + String.format("%#o", mode) + ")",
                        () -> Semaphores.create(name.key(), count, mode),
                        IpcCommand.perlCall(
                                "semget(" + key + ", " + count + ", " + String.format("%#o", 03000 | mode) + ")"),
                        "make " + name.prose() + ", " + count + " of them",
                        ipc -> ipc.sem().create(name.key(), count, mode),
                        () -> List.of(common().removeAgain()));
    }

    /**
     * Adds to a semaphore, or subtracts once the value suffices; zero waits for zero.
     *
     * @param kept whether the kernel reverses the operation when its process ends (SEM_UNDO)
     * @param timeout zero for no wait; negative for no limit
     */
    public Operation operate(int index, int delta, boolean kept, Duration timeout) {
        String what = "semaphore " + index + " of " + name.text();
        String prose = delta == 0
                ? "wait for " + what + " to be zero"
                : delta > 0 ? "raise " + what + " by " + delta : "take " + -delta + " from " + what;
        int flags = (timeout.isZero() ? IPC_NOWAIT : 0) | (kept ? SEM_UNDO : 0);
        return common().operation(
                        "semop(" + name.text() + ", {" + index + ", " + delta + ", " + flags + "}, 1)",
                        () -> {
                            int id = now().object().id();
                            if (!SystemV.operate(id, index, delta, kept, timeout)) {
                                throw Waiting.busy(prose, timeout, SystemV.value(id, index));
                            }
                            return null;
                        },
                        IpcCommand.perl("semop(" + name.perl() + ", pack \"s3\", " + index + ", " + delta + ", " + flags
                                + ") or die $!"),
                        prose,
                        ipc -> Waiting.planned(
                                ipc.sem().operate(name::leadsTo, index, delta),
                                timeout,
                                () -> Waiting.busy(prose, timeout, ipc.sem().value(name::leadsTo, index))),
                        () -> delta == 0 ? List.of() : List.of(operate(index, -delta, kept, Duration.ZERO)));
    }

    /** Sets all values at once, regardless of waiters; no operation if they are already set. */
    public List<Operation> set(int[] values) {
        int[] old = ipc.values(before.orElseThrow());
        return Arrays.equals(old, values) ? List.of() : List.of(set(values, old));
    }

    private Operation set(int[] values, int[] old) {
        String list = Arrays.stream(values).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        return common().operation(
                        "semctl(" + name.text() + ", 0, SETALL, {" + list + "})",
                        () -> {
                            SystemV.setValues(now().object().id(), values);
                            return null;
                        },
                        IpcCommand.perlCall("semctl(" + name.perl() + ", 0, 17, pack \"S*\", " + list + ")"),
                        "set " + name.prose() + " to " + list,
                        ipc -> ipc.sem().set(name::leadsTo, values),
                        () -> List.of(set(old, values)));
    }

    private Semaphores now() {
        return name.find(Semaphores.list(), Semaphores::object)
                .orElseThrow(() -> new NsxException("there is no " + name.prose() + " any more"));
    }

    /** Removes the set; waiting processes get an error. */
    public Operation remove() {
        Semaphores there = before.orElseThrow();
        int[] values = readable(there);
        return common().remove(there.object(), () -> {
            List<Operation> all = new ArrayList<>();
            if (values != null && name.hasKey()) {
                all.add(create(there.count(), there.object().permissions()));
                all.add(set(values, new int[values.length]));
            }
            return all;
        });
    }

    private int[] readable(Semaphores there) {
        try {
            return ipc.values(there);
        } catch (SysException e) {
            return null;
        }
    }
}
