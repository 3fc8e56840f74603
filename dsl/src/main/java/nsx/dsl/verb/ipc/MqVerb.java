package nsx.dsl.verb.ipc;

import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.ipc.IpcKey;
import nsx.dsl.value.ipc.IpcRow;
import nsx.dsl.value.ipc.PosixQueueValue;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code mq('/jobs').send('x', priority: 3)}: POSIX message queues; {@code mq()} lists them. */
public final class MqVerb extends Verb {
    private static final Parameter<String> NAME =
            Parameter.optional("name", Reader.text(Type.QUEUE), "a slash, then up to 255 bytes without one");
    private static final Parameter<Long> MAX_MESSAGES = Parameter.named(
                    "maxMessages", Reader.number(1, Integer.MAX_VALUE), "number of messages that a new queue holds")
            .usually("fs.mqueue.msg_default");
    private static final Parameter<Long> MESSAGE_SIZE = Parameter.named(
                    "messageSize",
                    Reader.number(1, Integer.MAX_VALUE).as(Type.SIZE),
                    "largest message of a new queue, in bytes")
            .usually("fs.mqueue.msgsize_default");
    private static final Parameter<Integer> MODE =
            IpcKey.mode("permissions to receive and send, in octal").usually("0644 for a new one");

    public MqVerb() {
        super(Entry.of("mq", "a POSIX message queue: send and receive; without a name, a table of all", Theme.IPC)
                .takes(NAME, MAX_MESSAGES, MESSAGE_SIZE, MODE)
                .example(
                        "the highest priority comes first",
                        "mq('/jobs').send 'routine'\nmq('/jobs').send 'urgent', priority: 3\nmq('/jobs').receive()\nmq('/jobs').take()")
                .example("with a time limit", "mq('/jobs').create()\nmq('/jobs').receive(timeout: 10.ms)")
                .example(
                        "a small one",
                        "def q = mq('/small', maxMessages: 2, messageSize: 16, mode: 0600)\nq.send 'x'\nq.count\nq.maxMessages")
                .example("a new one or none", "mq('/jobs').create(exclusive: true)")
                .example("all of them", "mq('/jobs').create()\nmq()")
                .example("remove it", "mq('/jobs').create()\nmq('/jobs').remove()")
                .related("ipcs", "msg")
                .passesThrough()
                .answers(PosixQueueValue.class)
                .listsAlone(IpcRow.class));
    }

    @Override
    public boolean asks(Call call) {
        return call.size() == 0;
    }

    @Override
    public Object run(Call call) {
        if (call.size() == 0 && call.arguments().options().isEmpty()) {
            return IpcRow.queues(call.session());
        }
        Arguments given = call.arguments();
        String name = call.find(NAME).orElseThrow(() -> given.missing(NAME).hint("such as mq('/jobs')"));
        return new PosixQueueValue(
                call.session(),
                name,
                new PosixQueueValue.Wanted(
                        given.integer(MODE), given.number(MAX_MESSAGES), given.number(MESSAGE_SIZE)));
    }
}
