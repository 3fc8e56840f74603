package nsx.dsl.value.ipc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import nsx.dsl.change.Operation;
import nsx.dsl.op.ipc.QueueOperations;
import nsx.dsl.op.ipc.SysvName;
import nsx.dsl.session.Session;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Signature;
import nsx.ipc.IpcObject;
import nsx.ipc.IpcObjects;
import nsx.ipc.MessageQueue;
import nsx.ns.UnresolvedException;
import nsx.sys.SystemV;

/** A System V message queue. Sending creates it if it does not exist. */
public final class MessageQueueValue extends SysvValue<MessageQueue> {
    private static final Parameter<Long> TYPE = Parameter.named(
                    "type", Reader.number(1, Long.MAX_VALUE), "the type, by which a receiver can select the message")
            .otherwise(1L);
    private static final Parameter<Long> WHICH = Parameter.named(
                    "type",
                    Reader.number(-Long.MAX_VALUE, Long.MAX_VALUE),
                    "the first message of this type; a negative type: of the lowest type up to its absolute value")
            .otherwise(0L);
    private static final Parameter<Integer> TRUNCATE = Parameter.named(
            "truncate",
            Reader.integer(0, 16 << 20).as(Parameter.Type.SIZE),
            "bytes of the message to keep; the rest is lost (MSG_NOERROR)");
    private static final Signature SEND = new Signature("send", List.of(TYPE, WAIT, TIMEOUT));
    private static final Signature RECEIVE = new Signature("receive", List.of(WHICH, WAIT, TIMEOUT, TRUNCATE, BYTES));
    private static final Signature TAKE = new Signature("take", List.of(WHICH, WAIT, TIMEOUT, TRUNCATE));

    private final OptionalInt mode;

    public MessageQueueValue(Session session, SysvName name, OptionalInt mode) {
        super(session, name);
        this.mode = mode;
    }

    @Override
    List<MessageQueue> all(IpcObjects ipc) {
        return ipc.queues();
    }

    @Override
    IpcObject object(MessageQueue found) {
        return found.object();
    }

    private QueueOperations operations(IpcObjects ipc) {
        return new QueueOperations(context(), sysvName(), find(ipc));
    }

    @Override
    Operation removing(IpcObjects ipc) {
        return operations(ipc).remove();
    }

    @Override
    String making() {
        return "sending makes it: send 'text'";
    }

    /** Creates the queue if it does not exist. */
    public MessageQueueValue create() {
        return create(Map.of());
    }

    /** As {@link #create()}; with {@code exclusive: true} it fails when the queue exists. */
    public MessageQueueValue create(Map<String, Object> given) {
        boolean exclusive = isExclusive(given);
        make(ipc -> {
            refuseExisting(ipc, exclusive);
            return operations(ipc).ensure(mode);
        });
        return this;
    }

    /** Sends text or bytes as a message of type 1; waits while the queue is full. */
    public void send(Object content) {
        send(Map.of(), content);
    }

    /** Sends text or bytes with {@code type:}; {@code wait: false} or {@code timeout: 1.second} limits the time to wait. */
    public void send(Map<String, Object> given, Object content) {
        Arguments options = Arguments.named(SEND, given);
        long type = options.get(TYPE);
        byte[] bytes = Payload.bytes("send", content);
        make(ipc -> {
            QueueOperations operations = operations(ipc);
            List<Operation> all = new ArrayList<>(operations.ensure(mode));
            all.add(operations.send(bytes, type, patience(options)));
            return all;
        });
    }

    /** Receives the first message and returns its text or bytes; waits until there is one. */
    public Object receive() {
        return receive(Map.of());
    }

    /**
     * Takes a message as {@link #receive()} does, with options: {@code type: 2} takes the first of this type, {@code
     * type: -2} the first of the lowest type up to 2; {@code wait: false}, {@code timeout: 1.second}, {@code
     * truncate: 16} (only that many bytes), {@code bytes: true}. Null after the timeout.
     */
    public Object receive(Map<String, Object> given) {
        Arguments options = Arguments.named(RECEIVE, given);
        SystemV.Received message = taken(options);
        return message == null ? null : options.is(BYTES) ? message.bytes() : Payload.message(message.bytes());
    }

    /** Receives the first message and returns it with its type; waits until there is one. */
    public IpcMessage take() {
        return take(Map.of());
    }

    /** Receives a message with the options of {@code receive} and returns it with its type; null after the timeout. */
    public IpcMessage take(Map<String, Object> given) {
        SystemV.Received message = taken(Arguments.named(TAKE, given));
        return message == null ? null : new IpcMessage("type", message.type(), message.bytes());
    }

    private SystemV.Received taken(Arguments options) {
        long type = options.get(WHICH);
        OptionalInt most = options.integer(TRUNCATE);
        return (SystemV.Received) take(ipc -> {
            get(ipc);
            return List.of(operations(ipc).receive(type, most, patience(options)));
        });
    }

    private MessageQueue known(MessageQueue there) {
        if (!there.isKnown()) {
            throw new UnresolvedException("the number and size of messages that the plan leaves in " + prose());
        }
        return there;
    }

    /** Number of messages in the queue. */
    public long getCount() {
        return look(ipc -> known(get(ipc)).count());
    }

    /** Total length of the messages in the queue, in bytes. */
    public long getSize() {
        return look(ipc -> known(get(ipc)).bytes());
    }

    /** Largest total length of the messages in the queue, in bytes. */
    public long getCapacity() {
        return look(ipc -> ipc.capacity(get(ipc)));
    }

    /** The process that sent last; 0 for none. */
    public long getLastSender() {
        return look(ipc -> get(ipc).lastSender());
    }

    /** The process that received last; 0 for none. */
    public long getLastReceiver() {
        return look(ipc -> get(ipc).lastReceiver());
    }

    @Override
    public List<String> facts() {
        return List.of(
                "key", "exists", "id", "owner", "mode", "count", "size", "capacity", "lastSender", "lastReceiver");
    }
}
