package nsx.dsl.verb.ipc;

import java.util.OptionalInt;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.ipc.SysvKind;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.ipc.IpcKey;
import nsx.dsl.value.ipc.SemaphoresValue;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code sem(0x1234, count: 2)}: sets of System V semaphores. */
public final class SemVerb extends Verb {
    private static final Parameter<Integer> COUNT = Parameter.named(
            "count", Reader.integer(1, 32_000), "number of semaphores; makes the set with every value 0");
    private static final Parameter<Boolean> EXCLUSIVE =
            Parameter.flag("exclusive", "with count: fail when the set exists (IPC_EXCL)");
    private static final Parameter<Integer> MODE =
            IpcKey.mode("permissions to read and change, in octal").usually("0644 for a new one");

    public SemVerb() {
        super(Entry.of(
                        "sem",
                        "a set of System V semaphores: add, take, wait for zero; a count makes the set",
                        Theme.IPC)
                .takes(() -> SysvArguments.parameters(SysvKind.SEM))
                .takes(COUNT, MODE, EXCLUSIVE)
                .example("two of them", "sem(0x1234, count: 2)\nsem(0x1234).values")
                .example(
                        "one to enter, one to leave",
                        "def door = sem(0x1234, count: 1)\ndoor.op(1)\ndoor.op(-1)\ndoor.value")
                .example("another of the set", "def s = sem(0x1234, count: 3)\ns.op(2, 5)\ns[2]")
                .example("without waiting", "def s = sem(0x1234, count: 1)\ns.op(1)\ns.op(-1, wait: false)")
                .example(
                        "taken back by the kernel when nsx ends",
                        "def s = sem(0x1234, count: 1)\ns.op(2)\ns.op(-1, undo: true)\ns.value")
                .example("a new one or none", "sem(0x1234, count: 1, exclusive: true)")
                .example(
                        "set them", "def s = sem(0x1234, count: 2)\ns.value = 3\ns[1] = 4\ns.values = [5, 6]\ns.values")
                .example("remove it", "sem(0x1234, count: 1).remove()")
                .related("ipcs", "shm", "msg", "mq")
                .passesThrough()
                .answers(SemaphoresValue.class));
    }

    @Override
    public Object run(Call call) {
        SemaphoresValue semaphores = new SemaphoresValue(call.session(), SysvArguments.name(SysvKind.SEM, call));
        OptionalInt count = call.arguments().integer(COUNT);
        OptionalInt mode = call.arguments().integer(MODE);
        if (mode.isPresent() && count.isEmpty()) {
            throw new NsxException("sem: mode needs count").at("mode").hint("count: makes the set, with this mode");
        }
        if (call.is(EXCLUSIVE) && count.isEmpty()) {
            throw new NsxException("sem: exclusive needs count").at("exclusive").hint("count: makes the set");
        }
        return count.isPresent() ? semaphores.ensure(count.getAsInt(), mode, call.is(EXCLUSIVE)) : semaphores;
    }
}
