package nsx.dsl.op.ipc;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.ipc.IpcObjects;
import nsx.ipc.MessageQueue;
import nsx.ns.Context;
import nsx.sys.SystemV;

/**
 * Changes of a System V message queue.
 *
 * @param before the current queue; empty if it is missing
 */
public record QueueOperations(Context context, SysvName name, Optional<MessageQueue> before) {
    /** The default mode, as of ipcmk(1). */
    public static final int MODE = 0644;

    /** The operations that make the queue exist, with this mode if one is given. */
    public List<Operation> ensure(OptionalInt mode) {
        if (before.isEmpty()) {
            return List.of(create(mode.orElse(MODE)));
        }
        MessageQueue there = before.get();
        return mode.isPresent() && mode.getAsInt() != there.object().permissions()
                ? List.of(common().setMode(there.object(), mode.getAsInt()))
                : List.of();
    }

    private SysvOperations common() {
        return new SysvOperations(context, name);
    }

    private Operation create(int mode) {
        String key = SysvName.hex(name.key());
        return common().operation(
                        "msgget(" + key + ", IPC_CREAT | IPC_EXCL | " + String.format("%#o", mode) + ")",
                        () -> MessageQueue.create(name.key(), mode),
                        IpcCommand.perlCall("msgget(" + key + ", " + String.format("%#o", 03000 | mode) + ")"),
                        "make " + name.prose(),
                        ipc -> ipc.msg().create(name.key(), mode),
                        () -> List.of(common().removeAgain()));
    }

    /**
     * Appends a message. A message that can never fit into the queue is an error, because the kernel would wait
     * forever.
     *
     * @param timeout zero for no wait; negative for no limit
     */
    public Operation send(byte[] bytes, long type, Duration timeout) {
        String prose =
                "send a message of " + IpcCommand.size(bytes.length) + " and type " + type + " to " + name.prose();
        return common().operation(
                        "msgsnd(" + name.text() + ", {" + type + ", " + IpcCommand.quoted(bytes) + "}, " + bytes.length
                                + ", 0)",
                        () -> {
                            int id = now().object().id();
                            checkSize(
                                    prose,
                                    IpcObjects.OF_THIS_THREAD.limit("kernel.msgmax"),
                                    SystemV.queueCapacity(id),
                                    bytes.length);
                            if (!SystemV.send(id, type, bytes, timeout)) {
                                throw Waiting.full(prose, timeout);
                            }
                            return null;
                        },
                        IpcCommand.perl("msgsnd(" + name.perl() + ", pack(\"l! a*\", " + type + ", "
                                + IpcCommand.quoted(bytes) + "), 0) or die $!"),
                        prose,
                        ipc -> {
                            checkSize(prose, ipc.limit("kernel.msgmax"), capacity(ipc), bytes.length);
                            Waiting.planned(
                                    ipc.msg().send(name::leadsTo, type, bytes),
                                    timeout,
                                    () -> Waiting.full(prose, timeout));
                        },
                        // the newest of its type is not the first that would be received
                        List::of)
                .losing("the message stays in the queue");
    }

    private long capacity(IpcObjects ipc) {
        return ipc.capacity(name.find(ipc.queues(), MessageQueue::object).orElseThrow());
    }

    private static void checkSize(String prose, long most, long capacity, int length) {
        if (length > Math.min(most, capacity)) {
            throw new NsxException("cannot " + prose)
                    .because(
                            length > most
                                    ? "it is too long: a message has at most " + most + " bytes (EINVAL)"
                                    : "it is too long: the queue holds at most " + capacity + " bytes in total")
                    .hint(length > most ? "kernel.msgmax is the limit of this IPC namespace" : null);
        }
    }

    /**
     * Removes a message; the operation answers with a {@link SystemV.Received}, or null after the timeout.
     *
     * @param type 0 for the first message; positive for the first of this type; negative for the first of the lowest
     * type up to the absolute value
     * @param most the size limit in bytes, beyond which the message is cut; empty for no limit
     */
    public Operation receive(long type, OptionalInt most, Duration timeout) {
        SystemV.Received[] taken = new SystemV.Received[1];
        String flags = (timeout.isZero() ? "IPC_NOWAIT" : "")
                + (timeout.isZero() && most.isPresent() ? " | " : "")
                + (most.isPresent() ? "MSG_NOERROR" : "");
        int number = (timeout.isZero() ? 04000 : 0) | (most.isPresent() ? 010000 : 0);
        Operation receive = common().answering(
                        "msgrcv(" + name.text() + ", " + (most.isPresent() ? "…, " + most.getAsInt() : "…") + ", "
                                + type + ", " + (flags.isEmpty() ? "0" : flags) + ")",
                        () -> taken[0] = take(type, most, timeout).orElse(null),
                        IpcCommand.perl("msgrcv(" + name.perl() + ", $m, " + most.orElse(8192) + ", " + type + ", "
                                + String.format("%#o", number) + ") // die $!; print substr $m, 8"),
                        "receive a message from " + name.prose()
                                + (most.isPresent() ? ", at most " + IpcCommand.size(most.getAsInt()) + " of it" : ""),
                        ipc -> Waiting.planned(
                                most.isPresent()
                                        ? ipc.msg().receiveCut(name::leadsTo, type, most.getAsInt())
                                        : ipc.msg().receive(name::leadsTo, type),
                                timeout),
                        // the undo puts it at the end
                        () -> taken[0] == null
                                ? List.of()
                                : List.of(send(taken[0].bytes(), taken[0].type(), Duration.ZERO)));
        return most.isPresent() ? receive.losing("what is cut off is lost") : receive;
    }

    private Optional<SystemV.Received> take(long type, OptionalInt most, Duration timeout) throws InterruptedException {
        int id = now().object().id();
        return most.isPresent()
                ? SystemV.receiveCut(id, type, timeout, most.getAsInt())
                : SystemV.receive(id, type, timeout);
    }

    private MessageQueue now() {
        return name.find(MessageQueue.list(), MessageQueue::object)
                .orElseThrow(() -> new NsxException("there is no " + name.prose() + " any more"));
    }

    /** Removes the queue; its messages are lost, and waiting processes get an error. */
    public Operation remove() {
        MessageQueue there = before.orElseThrow();
        Operation removal = common().remove(
                        there.object(),
                        () -> name.hasKey() ? List.of(create(there.object().permissions())) : List.of());
        return there.count() > 0 ? removal.losing("its messages do not come back") : removal;
    }
}
