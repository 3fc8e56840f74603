package nsx.dsl.verb;

import java.util.OptionalLong;
import nsx.dsl.Call;
import nsx.dsl.Entry;
import nsx.dsl.NsxException;
import nsx.dsl.Options;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.value.IpcKey;
import nsx.dsl.value.IpcRow;
import nsx.dsl.value.PosixQueueValue;

/** {@code mq('/jobs').send('x', priority: 3)}: POSIX message queues; {@code mq()} lists them. */
public final class MqVerb extends Verb {
    public MqVerb() {
        super(Entry.of("mq", "a POSIX message queue: send and receive; without a name, a table of all", Theme.IPC)
                .takes(
                        Parameter.optional("name", Type.QUEUE, "a slash, then up to 255 bytes without one"),
                        Parameter.named(
                                "maxMessages",
                                Type.NUMBER,
                                "how many a new one holds; fs.mqueue.msg_default unless told"),
                        Parameter.named(
                                "messageSize",
                                Type.SIZE,
                                "how long a message of a new one may be; fs.mqueue.msgsize_default unless told"),
                        Parameter.named("mode", Type.NUMBER, "who may receive and send, in octal; 0644 of a new one"))
                .example(
                        "the highest priority comes first",
                        "mq('/jobs').send 'routine'\nmq('/jobs').send 'urgent', priority: 3\nmq('/jobs').receive()\nmq('/jobs').take()")
                .example("not for long", "mq('/jobs').create()\nmq('/jobs').receive(timeout: 10.ms)")
                .example(
                        "a small one",
                        "def q = mq('/small', maxMessages: 2, messageSize: 16, mode: 0600)\nq.send 'x'\nq.count\nq.maxMessages")
                .example("all of them", "mq('/jobs').create()\nmq()")
                .example("take it away", "mq('/jobs').create()\nmq('/jobs').remove()")
                .related("ipcs", "msg")
                .passesThrough()
                .answers(PosixQueueValue.class));
    }

    @Override
    public boolean asks(Call call) {
        return call.size() == 0;
    }

    @Override
    public Object run(Call call) {
        if (call.size() == 0 && call.named().isEmpty()) {
            return IpcRow.queues(call.session());
        }
        if (call.size() == 0) {
            throw new NsxException("mq needs a name").hint("such as mq('/jobs')");
        }
        Options options = Options.of(call);
        PosixQueueValue.Wanted wanted = new PosixQueueValue.Wanted(
                IpcKey.mode(options), positive(options, "maxMessages"), positive(options, "messageSize"));
        return new PosixQueueValue(call.session(), call.text(0), wanted);
    }

    private static OptionalLong positive(Options options, String name) {
        return options.number(name, 1, Integer.MAX_VALUE).map(OptionalLong::of).orElse(OptionalLong.empty());
    }
}
