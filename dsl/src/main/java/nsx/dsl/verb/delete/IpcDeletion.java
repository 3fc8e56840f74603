package nsx.dsl.verb.delete;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import nsx.dsl.change.Operation;
import nsx.dsl.error.Texts;
import nsx.dsl.op.ipc.SysvKind;
import nsx.dsl.op.ipc.SysvName;
import nsx.dsl.session.Call;
import nsx.dsl.session.Session;
import nsx.dsl.shape.Named;
import nsx.dsl.value.ipc.IpcKey;
import nsx.dsl.value.ipc.IpcValue;
import nsx.dsl.value.ipc.MessageQueueValue;
import nsx.dsl.value.ipc.PosixQueueValue;
import nsx.dsl.value.ipc.SegmentValue;
import nsx.dsl.value.ipc.SemaphoresValue;
import nsx.dsl.word.Parameter.Type;

/** Deletes an IPC object: {@code delete shm: 0x1234}, {@code msg:}, {@code sem:}, and {@code delete mq: '/jobs'}. */
final class IpcDeletion implements DescribedDeletion {
    static final IpcDeletion SHM = new IpcDeletion(
            "shm",
            Type.SHM_KEY,
            (session, key) ->
                    new SegmentValue(session, name(SysvKind.SHM, key), OptionalLong.empty(), OptionalInt.empty()));
    static final IpcDeletion MSG = new IpcDeletion(
            "msg",
            Type.MSG_KEY,
            (session, key) -> new MessageQueueValue(session, name(SysvKind.MSG, key), OptionalInt.empty()));
    static final IpcDeletion SEM = new IpcDeletion(
            "sem", Type.SEM_KEY, (session, key) -> new SemaphoresValue(session, name(SysvKind.SEM, key)));
    static final IpcDeletion MQ = new IpcDeletion(
            "mq", Type.QUEUE, (session, name) -> new PosixQueueValue(session, Texts.of(name), PosixQueueValue.ANY));

    private final String kind;
    private final Type type;
    private final BiFunction<Session, Object, IpcValue> value;

    private IpcDeletion(String kind, Type type, BiFunction<Session, Object, IpcValue> value) {
        this.kind = kind;
        this.type = type;
        this.value = value;
    }

    private static SysvName name(SysvKind kind, Object key) {
        return SysvName.key(kind, IpcKey.of("delete " + kind.word(), key instanceof Named n ? n.name() : key));
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public Type type() {
        return type;
    }

    @Override
    public Operation operation(Call call, Object which) {
        return value.apply(call.session(), which).removed();
    }
}
