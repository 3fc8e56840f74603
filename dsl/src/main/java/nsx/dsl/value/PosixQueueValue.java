package nsx.dsl.value;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import nsx.dsl.NsxException;
import nsx.dsl.Operation;
import nsx.dsl.Options;
import nsx.dsl.Session;
import nsx.dsl.op.IpcRefusal;
import nsx.dsl.op.PosixQueueOperations;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.MessageQueues;
import nsx.sys.MessageQueues.Attributes;
import nsx.sys.Stat;
import nsx.sys.SysException;

/** A POSIX message queue. Sending makes it when it is not there. */
public final class PosixQueueValue extends IpcValue {
    private static final int LONGEST_NAME = 255;
    private static final int LARGEST_PRIORITY = 32767;
    private static final int PERMISSIONS = 0777;

    /** What a queue is to be like: what is empty may be as it is. */
    public record Wanted(OptionalInt mode, OptionalLong messages, OptionalLong size) {}

    public static final Wanted ANY = new Wanted(OptionalInt.empty(), OptionalLong.empty(), OptionalLong.empty());

    private final String name;
    private final Wanted wanted;

    public PosixQueueValue(Session session, String name, Wanted wanted) {
        super(session);
        this.name = check(name);
        this.wanted = wanted;
    }

    /** As mq_overview(7) has it: a slash, then up to 255 bytes without one. */
    public static String check(String name) {
        NsxException wrong = new NsxException("'" + name + "' cannot be the name of a POSIX queue").at(name);
        int length = name.getBytes(StandardCharsets.UTF_8).length - 1;
        if (!name.startsWith("/")) {
            throw wrong.because("it begins with a slash").hint("write '/" + name + "'");
        }
        if (name.indexOf('/', 1) > 0) {
            throw wrong.because("it has a slash at its beginning and no other: queues are in no directories");
        }
        if (length == 0 || name.equals("/.") || name.equals("/..")) {
            throw wrong.because("there has to be a name after the slash");
        }
        if (length > LONGEST_NAME) {
            throw wrong.because("it has " + length + " bytes after the slash; at most " + LONGEST_NAME + " fit");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw wrong.because("it has a control character in it");
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

    /** As a queue is when it is open. */
    private record Found(Attributes attributes, Stat file) {}

    /** To be called on a thread in its IPC namespace. */
    private Optional<Found> find() {
        try (Fd queue = MessageQueues.open(name, Files.O_RDONLY)) {
            return Optional.of(new Found(MessageQueues.attributes(queue), Files.stat(queue)));
        } catch (SysException e) {
            if (e.errno() == Errno.ENOENT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Found get() {
        return find().orElseThrow(this::absent);
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
    Operation removal() {
        try {
            Found there = find().orElseThrow(this::missing);
            Attributes is = there.attributes();
            Operation create = operations().create(there.file().mode() & PERMISSIONS, is.messages(), is.size());
            return operations().remove(() -> is.count() == 0 ? List.of(create) : List.of());
        } catch (SysException e) {
            // who may not read it may be its owner all the same
            return operations().remove(List::of);
        }
    }

    /** Makes it so that it is there. */
    public PosixQueueValue create() {
        change(() -> ensure(find()));
        return this;
    }

    private List<Operation> ensure(Optional<Found> found) {
        if (found.isEmpty()) {
            return List.of(operations()
                    .create(
                            wanted.mode().orElse(PosixQueueOperations.MODE),
                            wanted.messages().orElseGet(() -> limit("msg_default")),
                            wanted.size().orElseGet(() -> limit("msgsize_default"))));
        }
        Attributes is = found.get().attributes();
        fixed("maxMessages", wanted.messages(), is.messages());
        fixed("messageSize", wanted.size(), is.size());
        int mode = found.get().file().mode() & PERMISSIONS;
        return wanted.mode().isPresent() && wanted.mode().getAsInt() != mode
                ? List.of(operations().setMode(wanted.mode().getAsInt(), mode))
                : List.of();
    }

    private void fixed(String what, OptionalLong asked, long is) {
        if (asked.isPresent() && asked.getAsLong() != is) {
            throw new NsxException(prose() + " is there with " + what + " " + is + ", not " + asked.getAsLong())
                    .because("it cannot change once the queue is made")
                    .at(asked.getAsLong())
                    .hint("leave it out to take the queue as it is, or remove() it first");
        }
    }

    /** What a queue is made with that says nothing (since Linux 3.5). */
    private static long limit(String name) {
        return Long.parseLong(Files.readText("/proc/sys/fs/mqueue/" + name).strip());
    }

    /** Sends text or bytes as a message of priority 0; waits while the queue is full. */
    public void send(Object content) {
        send(Map.of(), content);
    }

    /** As {@link #send(Object)}, of another {@code priority:}, {@code wait: false}, or {@code timeout: 1.second}. */
    public void send(Map<String, Object> given, Object content) {
        Options options = new Options("send", given).only("priority", "wait", "timeout");
        int priority = options.integer("priority", 0, LARGEST_PRIORITY).orElse(0);
        byte[] bytes = Payload.bytes("send", content);
        change(() -> {
            Optional<Found> found = writable();
            checkSize(bytes.length, found);
            List<Operation> all = new ArrayList<>(ensure(found));
            all.add(operations().send(bytes, priority, patience(options)));
            return all;
        });
    }

    /** As {@link #find}, of a queue that may be for us to write only. */
    private Optional<Found> writable() {
        try (Fd queue = MessageQueues.open(name, Files.O_WRONLY)) {
            return Optional.of(new Found(MessageQueues.attributes(queue), Files.stat(queue)));
        } catch (SysException e) {
            if (e.errno() == Errno.ENOENT) {
                return Optional.empty();
            }
            throw IpcRefusal.of("cannot send to " + prose(), e);
        }
    }

    private void checkSize(int length, Optional<Found> found) {
        long most = found.map(f -> f.attributes().size())
                .orElseGet(() -> wanted.size().orElseGet(() -> limit("msgsize_default")));
        if (length > most) {
            throw new NsxException("cannot send a message of " + length + " bytes to " + prose())
                    .because("it is too long: at most " + most + " bytes fit (EMSGSIZE)")
                    .hint("a queue gets its messageSize when it is made; fs.mqueue.msgsize_max is "
                            + limit("msgsize_max"));
        }
    }

    /** Takes out the oldest message of the highest priority; waits until there is one. */
    public Object receive() {
        return receive(Map.of());
    }

    /**
     * As {@link #receive()}: {@code wait: false}, {@code timeout: 1.second}, {@code bytes: true}; null when there was none in this
     * time.
     */
    public Object receive(Map<String, Object> given) {
        Options options = new Options("receive", given).only("wait", "timeout", "bytes");
        MessageQueues.Received message = taken(options);
        return message == null ? null : options.flag("bytes") ? message.bytes() : Payload.message(message.bytes());
    }

    /** As {@link #receive()}, with its priority. */
    public IpcMessage take() {
        return take(Map.of());
    }

    public IpcMessage take(Map<String, Object> given) {
        MessageQueues.Received message = taken(new Options("take", given).only("wait", "timeout"));
        return message == null ? null : new IpcMessage("priority", message.priority(), message.bytes());
    }

    private MessageQueues.Received taken(Options options) {
        return (MessageQueues.Received) take(() -> {
            get();
            return List.of(operations().receive(patience(options)));
        });
    }

    /** Whether it is there, for us to read or not. */
    public boolean exists() {
        return ask(() -> {
            try {
                return find().isPresent();
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

    public String getName() {
        return name;
    }

    public String getOwner() {
        return look(() -> user(Integer.toUnsignedLong(get().file().uid())));
    }

    /** Who may read and write, in octal: {@code 0600}. */
    public String getMode() {
        return IpcKey.text(look(() -> get().file().mode() & PERMISSIONS));
    }

    /** How many messages are in it. */
    public long getCount() {
        return look(() -> get().attributes().count());
    }

    /** How many it holds. */
    public long getMaxMessages() {
        return look(() -> get().attributes().messages());
    }

    /** How long a message may be, in bytes. */
    public long getMessageSize() {
        return look(() -> get().attributes().size());
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
