package nsx.shadow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nsx.ipc.OpenQueue;
import nsx.ipc.PosixQueue;
import nsx.ns.UnresolvedException;
import nsx.sys.Files;
import nsx.sys.MessageQueues.Attributes;
import nsx.sys.MessageQueues.Received;
import nsx.sys.Tasks;

/** POSIX message queues as a plan leaves them. */
public final class ShadowPosixQueues {
    /** @param unseen the number of messages in the queue that the plan did not send */
    private record Queue(OpenQueue open, long unseen, List<Received> sent) {
        OpenQueue now() {
            Attributes is = open.attributes();
            return new OpenQueue(
                    new Attributes(is.messages(), is.size(), unseen + sent.size()), open.mode(), open.uid());
        }

        PosixQueue row(String name) {
            long bytes = sent.stream().mapToLong(m -> m.bytes().length).sum();
            return new PosixQueue(
                    name,
                    open.mode(),
                    open.uid(),
                    unseen > 0 ? Optional.empty() : Optional.of(new PosixQueue.Content(bytes, now().attributes())));
        }
    }

    private final ShadowIpc.Live live;
    /** The queues that the plan changes; empty for a queue that it deletes. */
    private final Map<String, Optional<Queue>> changed = new TreeMap<>();

    ShadowPosixQueues(ShadowIpc.Live live) {
        this.live = live;
    }

    Optional<OpenQueue> find(String name, int access) {
        return changed.containsKey(name)
                ? changed.get(name).map(Queue::now)
                : live.look(i -> i.posixQueue(name, access));
    }

    List<PosixQueue> list() {
        List<PosixQueue> all = new ArrayList<>(live.look(i -> i.posixQueues()));
        all.removeIf(q -> changed.containsKey(q.name()));
        changed.forEach((name, queue) -> queue.ifPresent(q -> all.add(q.row(name))));
        all.sort(Comparator.comparing(PosixQueue::name));
        return all;
    }

    public void create(String name, int mode, long messages, long size) {
        OpenQueue open =
                new OpenQueue(new Attributes(messages, size, 0), mode, Integer.toUnsignedLong(Tasks.effectiveUser()));
        changed.put(name, Optional.of(new Queue(open, 0, new ArrayList<>())));
    }

    public void setMode(String name, int mode) {
        Queue queue = get(name);
        OpenQueue open = new OpenQueue(queue.open.attributes(), mode, queue.open.uid());
        changed.put(name, Optional.of(new Queue(open, queue.unseen, queue.sent)));
    }

    public void remove(String name) {
        changed.put(name, Optional.empty());
    }

    /** @return false if the queue is full */
    public boolean send(String name, byte[] bytes, int priority) {
        Queue queue = get(name);
        boolean room =
                queue.now().attributes().count() < queue.open.attributes().messages();
        if (room) {
            queue.sent.add(new Received(priority, bytes));
        }
        return room;
    }

    /** The oldest message of the highest priority; empty without one. */
    public Optional<Received> receive(String name) {
        Queue queue = get(name);
        if (queue.unseen > 0) {
            throw new UnresolvedException("the messages in an existing queue, which only a receiver sees");
        }
        // min() returns the first of equal elements
        Optional<Received> taken = queue.sent.stream()
                .min(Comparator.comparingInt(Received::priority).reversed());
        taken.ifPresent(queue.sent::remove);
        return taken;
    }

    private Queue get(String name) {
        return changed.computeIfAbsent(
                        name,
                        n -> live.look(i -> i.posixQueue(n, Files.O_RDONLY))
                                .map(open -> new Queue(open, open.attributes().count(), new ArrayList<>())))
                .orElseThrow(() -> new UnresolvedException("an object that an earlier line removes"));
    }
}
