package nsx.dsl.value.ipc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.ipc.IpcRefusal;
import nsx.dsl.op.ipc.PosixQueueOperations;
import nsx.dsl.session.Session;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Signature;
import nsx.ipc.IpcObjects;
import nsx.ipc.OpenQueue;
import nsx.sys.Errno;
import nsx.sys.Files;
import nsx.sys.MessageQueues;
import nsx.sys.MessageQueues.Attributes;
import nsx.sys.SysException;

/** A POSIX message queue. Sending creates it if it does not exist. */
public final class PosixQueueValue extends IpcValue {
    private static final int LONGEST_NAME = 255;
    private static final Parameter<Integer> PRIORITY = Parameter.named(
                    "priority", Reader.integer(0, 32767), "the highest is received first")
            .otherwise(0);
    private static final Signature SEND = new Signature("send", List.of(PRIORITY, WAIT, TIMEOUT));
    private static final Signature RECEIVE = new Signature("receive", List.of(WAIT, TIMEOUT, BYTES));
    private static final Signature TAKE = new Signature("take", List.of(WAIT, TIMEOUT));

    /** The wanted properties of a queue; an empty property accepts any value. */
    public record Wanted(OptionalInt mode, OptionalLong messages, OptionalLong size) {}

    public static final Wanted ANY = new Wanted(OptionalInt.empty(), OptionalLong.empty(), OptionalLong.empty());

    private final String name;
    private final Wanted wanted;

    public PosixQueueValue(Session session, String name, Wanted wanted) {
        super(session);
        this.name = check(name);
        this.wanted = wanted;
    }

    /** Returns the name; fails unless it is a slash and up to 255 bytes without one (mq_overview(7)). */
    public static String check(String name) {
        NsxException wrong = new NsxException("'" + name + "' cannot be the name of a POSIX queue").at(name);
        int length = name.getBytes(StandardCharsets.UTF_8).length - 1;
        if (!name.startsWith("/")) {
            throw wrong.because("the name must begin with a slash").hint("write '/" + name + "'");
        }
        if (name.indexOf('/', 1) > 0) {
            throw wrong.because("only its first character can be a slash: queues are not in directories");
        }
        if (length == 0 || name.equals("/.") || name.equals("/..")) {
            throw wrong.because("a name must follow the slash");
        }
        if (length > LONGEST_NAME) {
            throw wrong.because("it has " + length + " bytes after the slash; at most " + LONGEST_NAME + " fit");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw wrong.because("it contains a control character");
        }
        return name;
    }

    @Override
    String prose() {
        return "POSIX queue " + name;
    }

    private PosixQueueOperations operations() {
        return new PosixQueueOperations(context(), name);
    }

    private OpenQueue get(IpcObjects ipc) {
        return ipc.posixQueue(name, Files.O_RDONLY).orElseThrow(this::absent);
    }

    @Override
    NsxException missing() {
        return super.missing().at(name);
    }

    @Override
    String making() {
        return "sending makes it: send 'text'";
    }

    @Override
    Operation removal(IpcObjects ipc) {
        try {
            OpenQueue there = ipc.posixQueue(name, Files.O_RDONLY).orElseThrow(this::missing);
            Attributes is = there.attributes();
            Operation create = operations().create(there.mode(), is.messages(), is.size());
            Operation removal = operations().remove(() -> List.of(create));
            return is.count() == 0 ? removal : removal.losing("its messages do not come back");
        } catch (SysException e) {
            // a user who may not read it can still be its owner
            return operations().remove(List::of).losing("it cannot be read, so it cannot be made again");
        }
    }

    /** Creates the queue if it does not exist; fails if it exists with other sizes. */
    public PosixQueueValue create() {
        return create(Map.of());
    }

    /** As {@link #create()}; with {@code exclusive: true} it fails when the queue exists. */
    public PosixQueueValue create(Map<String, Object> given) {
        boolean exclusive = isExclusive(given);
        change(ipc -> {
            Optional<OpenQueue> found = ipc.posixQueue(name, Files.O_RDONLY);
            if (exclusive && found.isPresent()) {
                throw existing();
            }
            return ensure(ipc, found);
        });
        return this;
    }

    private List<Operation> ensure(IpcObjects ipc, Optional<OpenQueue> found) {
        if (found.isEmpty()) {
            return List.of(operations()
                    .create(
                            wanted.mode().orElse(PosixQueueOperations.MODE),
                            wanted.messages().orElseGet(() -> ipc.limit("fs.mqueue.msg_default")),
                            wanted.size().orElseGet(() -> ipc.limit("fs.mqueue.msgsize_default"))));
        }
        Attributes is = found.get().attributes();
        fixed("maxMessages", wanted.messages(), is.messages());
        fixed("messageSize", wanted.size(), is.size());
        int mode = found.get().mode();
        return wanted.mode().isPresent() && wanted.mode().getAsInt() != mode
                ? List.of(operations().setMode(wanted.mode().getAsInt(), mode))
                : List.of();
    }

    private void fixed(String what, OptionalLong asked, long is) {
        if (asked.isPresent() && asked.getAsLong() != is) {
            throw new NsxException(prose() + " exists with " + what + " " + is + ", not " + asked.getAsLong())
                    .because("it cannot change after the queue is made")
                    .at(asked.getAsLong())
                    .hint("omit it to use the existing queue, or remove() the queue first");
        }
    }

    /** Sends text or bytes as a message of priority 0; waits while the queue is full. */
    public void send(Object content) {
        send(Map.of(), content);
    }

    /** Sends text or bytes with {@code priority:}; {@code wait: false} or {@code timeout: 1.second} limits the time to wait. */
    public void send(Map<String, Object> given, Object content) {
        Arguments options = Arguments.named(SEND, given);
        int priority = options.get(PRIORITY);
        byte[] bytes = Payload.bytes("send", content);
        change(ipc -> {
            Optional<OpenQueue> found = writable(ipc);
            checkSize(ipc, bytes.length, found);
            List<Operation> all = new ArrayList<>(ensure(ipc, found));
            all.add(operations().send(bytes, priority, patience(options)));
            return all;
        });
    }

    /** The queue opened for writing, because its mode may not allow reading. */
    private Optional<OpenQueue> writable(IpcObjects ipc) {
        try {
            return ipc.posixQueue(name, Files.O_WRONLY);
        } catch (SysException e) {
            throw IpcRefusal.of("cannot send to " + prose(), e);
        }
    }

    private void checkSize(IpcObjects ipc, int length, Optional<OpenQueue> found) {
        long most = found.map(f -> f.attributes().size())
                .orElseGet(() -> wanted.size().orElseGet(() -> ipc.limit("fs.mqueue.msgsize_default")));
        if (length > most) {
            throw new NsxException("cannot send a message of " + length + " bytes to " + prose())
                    .because("it is too long: at most " + most + " bytes fit (EMSGSIZE)")
                    .hint("messageSize is set when a queue is made; fs.mqueue.msgsize_max is "
                            + ipc.limit("fs.mqueue.msgsize_max"));
        }
    }

    /** Receives the oldest message of the highest priority and returns its text or bytes; waits until there is one. */
    public Object receive() {
        return receive(Map.of());
    }

    /**
     * Takes a message as {@link #receive()} does, with options: {@code wait: false}, {@code timeout: 1.second},
     * {@code bytes: true}. Null after the timeout.
     */
    public Object receive(Map<String, Object> given) {
        Arguments options = Arguments.named(RECEIVE, given);
        MessageQueues.Received message = taken(options);
        return message == null ? null : options.is(BYTES) ? message.bytes() : Payload.message(message.bytes());
    }

    /**
     * Receives the oldest message of the highest priority and returns it with its priority; waits until there is one.
     */
    public IpcMessage take() {
        return take(Map.of());
    }

    /**
     * Receives a message with the options of {@code receive} and returns it with its priority; null after the
     * timeout.
     */
    public IpcMessage take(Map<String, Object> given) {
        MessageQueues.Received message = taken(Arguments.named(TAKE, given));
        return message == null ? null : new IpcMessage("priority", message.priority(), message.bytes());
    }

    private MessageQueues.Received taken(Arguments options) {
        return (MessageQueues.Received) take(ipc -> {
            get(ipc);
            return List.of(operations().receive(patience(options)));
        });
    }

    /** Whether the queue exists, readable or not. */
    public boolean exists() {
        return ask(ipc -> {
            try {
                return ipc.posixQueue(name, Files.O_RDONLY).isPresent();
            } catch (SysException e) {
                if (e.errno() == Errno.EACCES) {
                    return true;
                }
                throw e;
            }
        });
    }

    @Override
    public String name() {
        return name;
    }

    /** The name, which begins with a slash. */
    public String getName() {
        return name;
    }

    /** The owner, by name or else by number. */
    public String getOwner() {
        return look(ipc -> user(get(ipc).uid()));
    }

    /** The permissions to receive and send, in octal: {@code 0600}. */
    public String getMode() {
        return IpcKey.text(look(ipc -> get(ipc).mode()));
    }

    /** Number of messages in the queue. */
    public long getCount() {
        return look(ipc -> get(ipc).attributes().count());
    }

    /** Largest number of messages in the queue. */
    public long getMaxMessages() {
        return look(ipc -> get(ipc).attributes().messages());
    }

    /** Largest size of a message, in bytes. */
    public long getMessageSize() {
        return look(ipc -> get(ipc).attributes().size());
    }

    @Override
    public List<String> facts() {
        return List.of("name", "exists", "owner", "mode", "count", "maxMessages", "messageSize");
    }

    @Override
    public String toString() {
        return prose();
    }
}
