package nsx.dsl.verb;

import java.util.ArrayList;
import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.Options;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.op.SysvKind;
import nsx.dsl.value.IpcKey;
import nsx.dsl.value.MessageQueueValue;

/** {@code msg(0x1234).send('x', type: 1)}: System V message queues. */
public final class MsgVerb implements Verb {
    @Override
    public String name() {
        return "msg";
    }

    @Override
    public String summary() {
        return "a System V message queue: send and receive";
    }

    @Override
    public Theme theme() {
        return Theme.IPC;
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(SysvArguments.parameters(SysvKind.MSG));
        all.add(Parameter.named("mode", Type.NUMBER, "who may receive and send, in octal; 0644 of a new one"));
        return all;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("send and receive", "msg(0x1234).send 'hello'\nmsg(0x1234).receive()"),
                new Example(
                        "messages have types",
                        "def q = msg(0x1234)\nq.send 'routine', type: 2\nq.send 'urgent', type: 1\nq.receive(type: 1)\nq.take()"),
                new Example(
                        "without waiting, or not for long",
                        "msg(0x1234).create()\nmsg(0x1234).receive(wait: false)\nmsg(0x1234).receive(timeout: 10.ms)"),
                new Example("bytes", "msg(0x1234).send([1, 2, 255])\nmsg(0x1234).receive(bytes: true)"),
                new Example(
                        "what is known of it",
                        "msg(0x1234).send 'x'\nmsg(0x1234).count\nmsg(0x1234).size\nmsg(0x1234).capacity"),
                new Example("take it away", "msg(0x1234).create()\nmsg(0x1234).remove()"));
    }

    @Override
    public List<String> related() {
        return List.of("ipcs", "shm", "sem", "mq");
    }

    @Override
    public boolean passesThrough() {
        return true;
    }

    @Override
    public Class<?> result() {
        return MessageQueueValue.class;
    }

    @Override
    public Object run(Call call) {
        return new MessageQueueValue(
                call.session(), SysvArguments.name(SysvKind.MSG, call), IpcKey.mode(Options.of(call)));
    }
}
