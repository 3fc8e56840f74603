package nsx.dsl.verb;

import java.util.List;
import java.util.OptionalLong;
import nsx.dsl.Call;
import nsx.dsl.Example;
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
public final class MqVerb implements Verb {
    @Override
    public String name() {
        return "mq";
    }

    @Override
    public String summary() {
        return "a POSIX message queue: send and receive; without a name, a table of all";
    }

    @Override
    public Theme theme() {
        return Theme.IPC;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.optional("name", Type.QUEUE, "a slash, then up to 255 bytes without one"),
                Parameter.named(
                        "maxMessages", Type.NUMBER, "how many a new one holds; fs.mqueue.msg_default unless told"),
                Parameter.named(
                        "messageSize",
                        Type.SIZE,
                        "how long a message of a new one may be; fs.mqueue.msgsize_default unless told"),
                Parameter.named("mode", Type.NUMBER, "who may receive and send, in octal; 0644 of a new one"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "the highest priority comes first",
                        "mq('/jobs').send 'routine'\nmq('/jobs').send 'urgent', priority: 3\nmq('/jobs').receive()\nmq('/jobs').take()"),
                new Example("not for long", "mq('/jobs').create()\nmq('/jobs').receive(timeout: 10.ms)"),
                new Example(
                        "a small one",
                        "def q = mq('/small', maxMessages: 2, messageSize: 16, mode: 0600)\nq.send 'x'\nq.count\nq.maxMessages"),
                new Example("all of them", "mq('/jobs').create()\nmq()"),
                new Example("take it away", "mq('/jobs').create()\nmq('/jobs').remove()"));
    }

    @Override
    public List<String> related() {
        return List.of("ipcs", "msg");
    }

    @Override
    public boolean asks(Call call) {
        return call.size() == 0;
    }

    @Override
    public boolean passesThrough() {
        return true;
    }

    @Override
    public Class<?> result() {
        return PosixQueueValue.class;
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
