package nsx.dsl.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.Options;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Session;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.op.SysvKind;
import nsx.dsl.op.SysvName;
import nsx.dsl.value.IpcKey;
import nsx.dsl.value.SegmentValue;

/** {@code shm.write 'hi'}, {@code shm(0x1234).read()}: System V shared memory. */
public final class ShmVerb implements Verb {
    @Override
    public String name() {
        return "shm";
    }

    @Override
    public String summary() {
        return "a segment of System V shared memory: read and write it; without a key that of the current directory";
    }

    @Override
    public Theme theme() {
        return Theme.IPC;
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(SysvArguments.parameters(SysvKind.SHM));
        all.add(Parameter.named("size", Type.SIZE, "in bytes, of a new one, and at least of one that is there; 255"));
        all.add(Parameter.named("mode", Type.NUMBER, "who may read and write it, in octal; 0666 of a new one"));
        return all;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("a text, under the key ftok(\".\", 1)", "shm.write 'hello'\nshm.read()"),
                new Example(
                        "another key, another size",
                        "def large = shm(0x1234, size: 4.KB, mode: 0600)\nlarge.write 'hello'\nlarge.read()"),
                new Example(
                        "a key made from a file",
                        "shm(path: '/tmp', id: 7).write 'hello'\nshm(path: '/tmp', id: 7).key"),
                new Example(
                        "bytes, where they are to stand",
                        "shm.write([1, 2, 255] as byte[], offset: 16)\nshm.read(offset: 16)\nshm.bytes\nshm.hexdump()"),
                new Example(
                        "what is known of it",
                        "shm.create()\nshm.size\nshm.attached\nshm.creator\nshm.lastPid\nshm.mode"),
                new Example("take it away", "shm.write 'hello'\nif (shm.exists()) shm.remove()"),
                new Example(
                        "each IPC namespace has its own",
                        "shm.write 'out here'\nunshare('ipc') { shm.write 'in there' }\nshm.read()"));
    }

    @Override
    public List<String> related() {
        return List.of("ipcs", "msg", "sem", "mq");
    }

    @Override
    public boolean passesThrough() {
        return true;
    }

    @Override
    public Class<?> result() {
        return SegmentValue.class;
    }

    @Override
    public Class<?> bareResult() {
        return SegmentValue.class;
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
        if (call.size() == 0 && call.named().keySet().stream().noneMatch(SysvArguments.WHICH::contains)) {
            return sized(call, SysvArguments.ofFile(SysvKind.SHM, call.session(), ".", 1));
        }
        return sized(call, SysvArguments.name(SysvKind.SHM, call));
    }

    private static SegmentValue sized(Call call, SysvName name) {
        Options options = Options.of(call);
        OptionalLong size =
                options.number("size", 1, Long.MAX_VALUE).map(OptionalLong::of).orElse(OptionalLong.empty());
        return new SegmentValue(call.session(), name, size, IpcKey.mode(options));
    }
}
