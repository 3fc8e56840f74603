package nsx.dsl.verb.ipc;

import nsx.dsl.op.ipc.SysvKind;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.ipc.IpcKey;
import nsx.dsl.value.ipc.MessageQueueValue;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Theme;

/** {@code msg(0x1234).send('x', type: 1)}: System V message queues. */
public final class MsgVerb extends Verb {
    private static final Parameter<Integer> MODE =
            IpcKey.mode("permissions to receive and send, in octal").usually("0644 for a new one");

    public MsgVerb() {
        super(Entry.of("msg", "a System V message queue: send and receive", Theme.IPC)
                .takes(() -> SysvArguments.parameters(SysvKind.MSG))
                .takes(MODE)
                .example("send and receive", "msg(0x1234).send 'hello'\nmsg(0x1234).receive()")
                .example(
                        "messages have types",
                        "def q = msg(0x1234)\nq.send 'routine', type: 2\nq.send 'urgent', type: 1\nq.receive(type: 1)\nq.take()")
                .example(
                        "without waiting, or with a time limit",
                        "msg(0x1234).create()\nmsg(0x1234).receive(wait: false)\nmsg(0x1234).receive(timeout: 10.ms)")
                .example("bytes", "msg(0x1234).send([1, 2, 255])\nmsg(0x1234).receive(bytes: true)")
                .example(
                        "the beginning of a long one",
                        "msg(0x1234).send 'a long message'\nmsg(0x1234).receive(truncate: 6)")
                .example("a new one or none", "msg(0x1234).create(exclusive: true)")
                .example("its facts", "msg(0x1234).send 'x'\nmsg(0x1234).count\nmsg(0x1234).size\nmsg(0x1234).capacity")
                .example("remove it", "msg(0x1234).create()\nmsg(0x1234).remove()")
                .related("ipcs", "shm", "sem", "mq")
                .passesThrough()
                .answers(MessageQueueValue.class));
    }

    @Override
    public Object run(Call call) {
        return new MessageQueueValue(
                call.session(),
                SysvArguments.name(SysvKind.MSG, call),
                call.arguments().integer(MODE));
    }
}
