package nsx.shadow;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import nsx.ipc.IpcObject;
import nsx.ipc.Semaphores;
import nsx.sys.Errno;
import nsx.sys.SysException;

/** Sets of semaphores as a plan leaves them. */
public final class ShadowSemaphores extends ShadowObjects<Semaphores> {
    /** SEMVMX of linux/sem.h. */
    private static final int LARGEST = 32767;

    private final ShadowIpc.Live live;
    private final Map<Integer, int[]> values = new HashMap<>();

    ShadowSemaphores(ShadowIpc.Live live) {
        super(live.look(i -> i.semaphores()), Semaphores::object, Semaphores::with);
        this.live = live;
    }

    public void create(int key, int count, int mode) {
        add(new Semaphores(fresh(key, mode), count, 0, 0));
    }

    public void set(Predicate<IpcObject> which, int[] to) {
        values.put(get(which).object().id(), to.clone());
    }

    public int value(Predicate<IpcObject> which, int index) {
        return values(get(which))[index];
    }

    /**
     * Adds to a semaphore, subtracts from it or, for 0, tests whether it is zero.
     *
     * @return whether the operation is possible now; ERANGE if the value would exceed the limit
     */
    public boolean operate(Predicate<IpcObject> which, int index, int delta) {
        int[] all = kept(get(which));
        int after = all[index] + delta;
        if (after > LARGEST) {
            throw new SysException("semop", Errno.ERANGE, String.valueOf(index));
        }
        boolean possible = delta == 0 ? all[index] == 0 : after >= 0;
        if (possible) {
            all[index] = after;
        }
        return possible;
    }

    int[] values(Semaphores set) {
        return kept(set).clone();
    }

    private int[] kept(Semaphores set) {
        return values.computeIfAbsent(
                set.object().id(), id -> id < 0 ? new int[set.count()] : live.look(i -> i.values(set)));
    }
}
