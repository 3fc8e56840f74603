package nsx.ipc;

import java.util.List;
import nsx.sys.SystemV;

/**
 * A System V message queue (msgget(2)), in the calling thread's IPC namespace.
 *
 * @param bytes the total size of its messages; bytes and count are {@link #UNKNOWN} if a plan cannot predict them
 * @param count the number of messages
 * @param lastSender the last process that sent, 0 for none
 * @param sendTime in seconds since 1970, 0 for never; the other times have the same form
 */
public record MessageQueue(
        IpcObject object,
        long bytes,
        long count,
        long lastSender,
        long lastReceiver,
        long sendTime,
        long receiveTime,
        long changeTime) {
    public static final long UNKNOWN = -1;

    public static List<MessageQueue> list() {
        return parse(SysvTable.read("msg"));
    }

    static List<MessageQueue> parse(List<SysvTable.Row> rows) {
        return rows.stream()
                .map(r -> new MessageQueue(
                        r.object("msqid"),
                        r.number("cbytes"),
                        r.number("qnum"),
                        r.number("lspid"),
                        r.number("lrpid"),
                        r.number("stime"),
                        r.number("rtime"),
                        r.number("ctime")))
                .toList();
    }

    /** Creates a queue; EEXIST if the key is in use. */
    public static int create(int key, int mode) {
        return SystemV.queue(key, SystemV.IPC_CREAT | SystemV.IPC_EXCL | mode);
    }

    /** Whether the number and size of the messages are known. */
    public boolean isKnown() {
        return count != UNKNOWN;
    }

    /** Returns this queue with another owner and mode. */
    public MessageQueue with(IpcObject other) {
        return new MessageQueue(other, bytes, count, lastSender, lastReceiver, sendTime, receiveTime, changeTime);
    }

    /** Returns this queue with other content. */
    public MessageQueue with(long nowBytes, long nowCount) {
        return new MessageQueue(
                object, nowBytes, nowCount, lastSender, lastReceiver, sendTime, receiveTime, changeTime);
    }
}
