package nsx.dsl.op.ipc;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import nsx.dsl.change.Operation;
import nsx.ns.Context;
import nsx.shadow.ShadowPosixQueues;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.MessageQueues;

/** Changes of a POSIX message queue, by its name with the slash. */
public record PosixQueueOperations(Context context, String name) {
    /** The default mode, as with touch(1) on /dev/mqueue. */
    public static final int MODE = 0644;

    private String title() {
        return "POSIX queue " + name;
    }

    private String quoted() {
        return "b" + IpcCommand.quoted(name.getBytes(StandardCharsets.UTF_8));
    }

    public Operation create(int mode, long messages, long size) {
        String octal = String.format("%03o", mode);
        return operation(
                "mq_open(\"" + name + "\", O_RDWR | O_CREAT | O_EXCL, 0" + octal + ", {" + messages + ", " + size
                        + "})",
                () -> {
                    MessageQueues.create(name, mode, messages, size);
                    return null;
                },
                IpcCommand.python("q.mq_open(" + quoted() + ", 0o302, 0o" + octal + ", (c.c_long * 8)(0, " + messages
                        + ", " + size + ")) < 0 and exit(1)"),
                "make " + title() + " for " + messages + " messages of at most " + size + " bytes",
                SysvOperations.<ShadowPosixQueues>done(mq -> mq.create(name, mode, messages, size)),
                () -> List.of(remove(List::of)));
    }

    public Operation setMode(int mode, int before) {
        String octal = String.format("0%03o", mode);
        return operation(
                "fchmod(\"" + name + "\", " + octal + ")",
                () -> {
                    try (Fd queue = MessageQueues.open(name, Files.O_RDONLY)) {
                        MessageQueues.setMode(queue, mode);
                    }
                    return null;
                },
                IpcCommand.python(
                        "q.fchmod(q.mq_open(" + quoted() + ", 0), 0o" + octal.substring(1) + ") < 0 and exit(1)"),
                "set the mode of " + title() + " to " + octal,
                SysvOperations.<ShadowPosixQueues>done(mq -> mq.setMode(name, mode)),
                () -> List.of(setMode(before, mode)));
    }

    /** @param timeout zero for no wait; negative for no limit */
    public Operation send(byte[] bytes, int priority, Duration timeout) {
        String prose =
                "send a message of " + IpcCommand.size(bytes.length) + " and priority " + priority + " to " + title();
        return operation(
                        "mq_send(\"" + name + "\", " + IpcCommand.quoted(bytes) + ", " + bytes.length + ", " + priority
                                + ")",
                        () -> {
                            try (Fd queue = MessageQueues.open(name, Files.O_WRONLY)) {
                                if (!MessageQueues.send(queue, bytes, priority, timeout)) {
                                    throw Waiting.full(prose, timeout);
                                }
                            }
                            return null;
                        },
                        IpcCommand.python("q.mq_send(q.mq_open(" + quoted() + ", 1), b" + IpcCommand.quoted(bytes)
                                + ", " + bytes.length + ", " + priority + ") < 0 and exit(1)"),
                        prose,
                        SysvOperations.<ShadowPosixQueues>done(mq -> Waiting.planned(
                                mq.send(name, bytes, priority), timeout, () -> Waiting.full(prose, timeout))),
                        List::of)
                .losing("the message stays in the queue");
    }

    /** Removes a message; the operation answers with a {@link MessageQueues.Received}, or null after the timeout. */
    public Operation receive(Duration timeout) {
        MessageQueues.Received[] taken = new MessageQueues.Received[1];
        return operation(
                "mq_receive(\"" + name + "\")",
                () -> {
                    try (Fd queue = MessageQueues.open(name, Files.O_RDONLY)) {
                        taken[0] = MessageQueues.receive(queue, timeout).orElse(null);
                        return taken[0];
                    }
                },
                IpcCommand.python("b = c.create_string_buffer(1 << 24); q.mq_receive(q.mq_open(" + quoted()
                        + ", 0), b, len(b), None) < 0 and exit(1); print(b.value.decode())"),
                "receive a message from " + title(),
                mq -> Waiting.planned(mq.receive(name), timeout),
                // the undo puts it at the end of its priority
                () -> taken[0] == null
                        ? List.of()
                        : List.of(send(taken[0].bytes(), taken[0].priority(), Duration.ZERO)));
    }

    /**
     * Removes the name; the queue ends when no process has it open.
     *
     * @param undo returns the operations that recreate it; none if that is impossible
     */
    public Operation remove(Supplier<List<Operation>> undo) {
        return operation(
                "mq_unlink(\"" + name + "\")",
                () -> {
                    MessageQueues.unlink(name);
                    return null;
                },
                IpcCommand.python("q.mq_unlink(" + quoted() + ") < 0 and exit(1)"),
                "remove " + title(),
                SysvOperations.<ShadowPosixQueues>done(mq -> mq.remove(name)),
                undo);
    }

    private Operation operation(
            String text,
            Callable<?> action,
            String command,
            String prose,
            Function<ShadowPosixQueues, ?> foresight,
            Supplier<List<Operation>> undo) {
        return new Operation(
                context,
                new Operation.SystemCall(
                        text,
                        IpcRefusal.explained(prose, action),
                        p -> foresight.apply(p.ipc(context).mq())),
                command,
                prose,
                undo);
    }
}
