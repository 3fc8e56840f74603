package nsx.shadow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import nsx.ipc.IpcObject;
import nsx.ipc.MessageQueue;
import nsx.ns.UnresolvedException;
import nsx.sys.SystemV.Received;

/** System V message queues as a plan leaves them. Messages already in a queue cannot be read without removing them. */
public final class ShadowQueues extends ShadowObjects<MessageQueue> {
    private final ShadowIpc.Live live;
    private final Map<Integer, List<Received>> sent = new HashMap<>();

    ShadowQueues(ShadowIpc.Live live) {
        super(live.look(i -> i.queues()), MessageQueue::object, MessageQueue::with);
        this.live = live;
    }

    public void create(int key, int mode) {
        add(new MessageQueue(fresh(key, mode), 0, 0, 0, 0, 0, 0, 0));
    }

    long capacity(MessageQueue queue) {
        return queue.object().isPlanned()
                ? live.look(i -> i.limit("kernel.msgmnb"))
                : live.look(i -> i.capacity(queue));
    }

    /** @return false if the queue is full */
    public boolean send(Predicate<IpcObject> which, long type, byte[] bytes) {
        MessageQueue queue = get(which);
        if (queue.bytes() + bytes.length > capacity(queue)) {
            return false;
        }
        messages(queue).add(new Received(type, bytes));
        if (queue.isKnown()) {
            change(which, q -> q.with(q.bytes() + bytes.length, q.count() + 1));
        }
        return true;
    }

    /**
     * Removes and returns the message that msgrcv(2) would return; empty without one.
     *
     * @param type 0 for the first message; positive for the first of this type; negative for the first of the lowest
     * type up to the absolute value
     */
    public Optional<Received> receive(Predicate<IpcObject> which, long type) {
        MessageQueue queue = get(which);
        if (!queue.isKnown() || queue.count() > messages(queue).size()) {
            change(which, q -> q.with(MessageQueue.UNKNOWN, MessageQueue.UNKNOWN));
            throw new UnresolvedException("the messages in an existing queue, which only a receiver sees");
        }
        Optional<Received> taken = first(messages(queue), type);
        taken.ifPresent(message -> {
            messages(queue).remove(message);
            change(which, q -> q.with(q.bytes() - message.bytes().length, q.count() - 1));
        });
        return taken;
    }

    /** Receives such a message and cuts it to this many bytes. */
    public Optional<Received> receiveCut(Predicate<IpcObject> which, long type, int most) {
        return receive(which, type)
                .map(m -> new Received(m.type(), Arrays.copyOf(m.bytes(), Math.min(most, m.bytes().length))));
    }

    private static Optional<Received> first(List<Received> messages, long type) {
        // min() returns the first of equal elements
        return type >= 0
                ? messages.stream().filter(m -> type == 0 || m.type() == type).findFirst()
                : messages.stream().filter(m -> m.type() <= -type).min(Comparator.comparingLong(Received::type));
    }

    private List<Received> messages(MessageQueue queue) {
        return sent.computeIfAbsent(queue.object().id(), id -> new ArrayList<>());
    }
}
