package nsx.ipc;

import java.util.List;
import nsx.sys.SystemV;

/**
 * A System V message queue (msgget(2)), in the calling thread's IPC namespace.
 *
 * @param bytes in it, of all messages together; both are {@link #UNKNOWN} where a plan cannot say
 * @param count the messages in it
 * @param lastSender the last process that sent, 0 when none did
 * @param sendTime in seconds since 1970, 0 for never; so are the others
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

    /** Makes one; EEXIST when there is one of this key. */
    public static int create(int key, int mode) {
        return SystemV.queue(key, SystemV.IPC_CREAT | SystemV.IPC_EXCL | mode);
    }

    /** Whether it is known how much is in it. */
    public boolean isKnown() {
        return count != UNKNOWN;
    }

    /** This queue with another owner and mode. */
    public MessageQueue with(IpcObject other) {
        return new MessageQueue(other, bytes, count, lastSender, lastReceiver, sendTime, receiveTime, changeTime);
    }

    /** This queue with other content. */
    public MessageQueue with(long nowBytes, long nowCount) {
        return new MessageQueue(
                object, nowBytes, nowCount, lastSender, lastReceiver, sendTime, receiveTime, changeTime);
    }
}
