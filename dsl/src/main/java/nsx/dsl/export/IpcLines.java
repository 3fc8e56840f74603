package nsx.dsl.export;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nsx.dsl.unit.Literal;
import nsx.ipc.IpcObject;
import nsx.ipc.IpcObjects;
import nsx.ipc.MessageQueue;
import nsx.ipc.PosixQueue;
import nsx.ipc.Segment;
import nsx.ipc.Semaphores;
import nsx.ns.NamespaceException;
import nsx.sys.SysException;

/** The objects of an IPC namespace as lines. */
final class IpcLines {
    /** The size limit of exported text in a segment, in bytes. */
    private static final int LONGEST = 4096;

    private static final int USUAL_SIZE = 255;
    private static final int USUAL_SHM = 0666;
    private static final int USUAL = 0644;

    private final String place;
    private final IpcObjects ipc;
    private final List<Line> lines = new ArrayList<>();

    private IpcLines(String place, IpcObjects ipc) {
        this.place = place;
        this.ipc = ipc;
    }

    static List<Line> of(String place, IpcObjects ipc) {
        IpcLines all = new IpcLines(place, ipc);
        ipc.segments().forEach(all::segment);
        ipc.queues().forEach(all::queue);
        ipc.semaphores().forEach(all::set);
        all.posix();
        return all.lines;
    }

    private void posix() {
        try {
            ipc.posixQueues().forEach(this::queue);
        } catch (NamespaceException | SysException e) {
            comment("POSIX queues", "cannot be listed: " + e.getMessage());
        }
    }

    private void comment(String what, String why) {
        lines.add(Line.comment(place, "ipc", what + " " + why));
    }

    private void add(String key, String text, String removal) {
        lines.add(Line.of(place, "ipc", key, text, removal));
    }

    /** The key as {@code 0x1234}; null for an object without a key, which cannot be named elsewhere. */
    private String key(String word, IpcObject object) {
        if (object.key() == 0) {
            comment(word + " " + object.id(), "has no key");
            return null;
        }
        return "0x" + Integer.toHexString(object.key());
    }

    private static String mode(int mode, int usual) {
        return mode == usual ? "" : ", mode: 0" + Integer.toOctalString(mode);
    }

    private void segment(Segment segment) {
        String key = key("shm", segment.object());
        if (key == null) {
            return;
        }
        String options = (segment.size() == USUAL_SIZE ? "" : ", size: " + segment.size())
                + mode(segment.object().permissions(), USUAL_SHM);
        String text = segment.size() > LONGEST * 256L ? null : text(ipc.read(segment, 0, segment.size()));
        String made = "shm(" + key + options + ")";
        add(
                "shm " + key,
                made + (text == null || text.isEmpty() ? ".create()" : ".write " + Literal.quoted(text)),
                "shm(" + key + ").remove()");
        if (text == null) {
            comment("shm " + key, "holds bytes that are not a text");
        }
    }

    /** The text if the bytes contain nothing else; otherwise null. */
    private static String text(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        boolean rest = IntStream.range(end, bytes.length).anyMatch(i -> bytes[i] != 0);
        if (rest || end > LONGEST) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Arrays.copyOf(bytes, end)))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private void queue(MessageQueue queue) {
        String key = key("msg", queue.object());
        if (key == null) {
            return;
        }
        add(
                "msg " + key,
                "msg(" + key + mode(queue.object().permissions(), USUAL) + ").create()",
                "msg(" + key + ").remove()");
        if (queue.count() > 0) {
            comment("msg " + key, "holds messages, which only receiving would show");
        }
    }

    private void set(Semaphores set) {
        String key = key("sem", set.object());
        if (key == null) {
            return;
        }
        String made =
                "sem(" + key + ", count: " + set.count() + mode(set.object().permissions(), USUAL) + ")";
        add("sem " + key, made, "sem(" + key + ").remove()");
        int[] values = ipc.values(set);
        if (Arrays.stream(values).anyMatch(v -> v != 0)) {
            String said = Literal.of(Arrays.stream(values).boxed().toList());
            add("sem values " + key, "sem(" + key + ").values = " + said, null);
        }
    }

    private void queue(PosixQueue queue) {
        String name = Literal.quoted(queue.name());
        String options = queue.content()
                .map(PosixQueue.Content::attributes)
                .map(a -> (a.messages() == ipc.limit("fs.mqueue.msg_default") ? "" : ", maxMessages: " + a.messages())
                        + (a.size() == ipc.limit("fs.mqueue.msgsize_default") ? "" : ", messageSize: " + a.size()))
                .orElse("");
        add(
                "mq " + queue.name(),
                "mq(" + name + options + mode(queue.mode(), USUAL) + ").create()",
                "mq(" + name + ").remove()");
        if (queue.content().filter(c -> c.attributes().count() > 0).isPresent()) {
            comment("mq " + queue.name(), "holds messages, which only receiving would show");
        }
    }
}
