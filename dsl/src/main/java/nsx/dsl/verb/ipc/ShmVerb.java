package nsx.dsl.verb.ipc;

import java.util.OptionalInt;
import java.util.OptionalLong;
import nsx.dsl.op.ipc.SysvKind;
import nsx.dsl.op.ipc.SysvName;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.value.ipc.IpcKey;
import nsx.dsl.value.ipc.SegmentValue;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code shm.write 'hi'}, {@code shm(0x1234).read()}: System V shared memory. */
public final class ShmVerb extends Verb {
    private static final Parameter<Long> SIZE = Parameter.named(
                    "size",
                    Reader.number(1, Long.MAX_VALUE).as(Type.SIZE),
                    "size of a new segment, and least size of an existing one, in bytes")
            .usually("255");
    private static final Parameter<Integer> MODE =
            IpcKey.mode("permissions to read and write it, in octal").usually("0666 for a new one");

    public ShmVerb() {
        super(Entry.of(
                        "shm",
                        "a segment of System V shared memory: read and write it; without a key, the segment of the current directory",
                        Theme.IPC)
                .takes(() -> SysvArguments.parameters(SysvKind.SHM))
                .takes(SIZE, MODE)
                .example("a text, under the key ftok(\".\", 1)", "shm.write 'hello'\nshm.read()")
                .example(
                        "another key, another size",
                        "def large = shm(0x1234, size: 4.KB, mode: 0600)\nlarge.write 'hello'\nlarge.read()")
                .example(
                        "a key made from a file",
                        "shm(path: '/tmp', id: 7).write 'hello'\nshm(path: '/tmp', id: 7).key")
                .example(
                        "bytes at an offset",
                        "shm.write([1, 2, 255] as byte[], offset: 16)\nshm.read(offset: 16)\nshm.bytes\nshm.hexdump()")
                .example("its facts", "shm.create()\nshm.size\nshm.attached\nshm.creator\nshm.lastPid\nshm.mode")
                .example("a new one or none", "shm.create(exclusive: true)")
                .example("remove it", "shm.write 'hello'\nif (shm.exists()) shm.remove()")
                .example(
                        "each IPC namespace has its own",
                        "shm.write 'out here'\nunshare('ipc') { shm.write 'in there' }\nshm.read()")
                .related("ipcs", "msg", "sem", "mq")
                .passesThrough()
                .answers(SegmentValue.class)
                .standsFor(SegmentValue.class));
    }

    @Override
    public Object bare(Session session) {
        return new SegmentValue(
                session,
                SysvArguments.ofFile(SysvKind.SHM, session, ".", 1),
                OptionalLong.empty(),
                OptionalInt.empty());
    }

    @Override
    public Object run(Call call) {
        if (!SysvArguments.isNamed(SysvKind.SHM, call)) {
            return sized(call, SysvArguments.ofFile(SysvKind.SHM, call.session(), ".", 1));
        }
        return sized(call, SysvArguments.name(SysvKind.SHM, call));
    }

    private static SegmentValue sized(Call call, SysvName name) {
        return new SegmentValue(
                call.session(),
                name,
                call.arguments().number(SIZE),
                call.arguments().integer(MODE));
    }
}
