package nsx.ipc;

import java.util.List;
import nsx.sys.SystemV;

/**
 * A set of System V semaphores (semget(2)), in the calling thread's IPC namespace.
 *
 * @param count the number of semaphores
 * @param operationTime in seconds since 1970, 0 for never; the other time has the same form
 */
public record Semaphores(IpcObject object, int count, long operationTime, long changeTime) {
    public static List<Semaphores> list() {
        return parse(SysvTable.read("sem"));
    }

    static List<Semaphores> parse(List<SysvTable.Row> rows) {
        return rows.stream()
                .map(r -> new Semaphores(r.object("semid"), r.integer("nsems"), r.number("otime"), r.number("ctime")))
                .toList();
    }

    /** Creates a set whose semaphores are zero; EEXIST if the key is in use. */
    public static int create(int key, int count, int mode) {
        return SystemV.semaphores(key, count, SystemV.IPC_CREAT | SystemV.IPC_EXCL | mode);
    }

    public int[] values() {
        return SystemV.values(object.id(), count);
    }

    /** Returns this set with another owner and mode. */
    public Semaphores with(IpcObject other) {
        return new Semaphores(other, count, operationTime, changeTime);
    }
}
