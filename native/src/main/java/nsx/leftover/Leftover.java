package nsx.leftover;

import java.util.ArrayList;
import java.util.List;

/**
 * An object that a killed nsx left behind. The search takes no lock. The removal checks again under the lock that a
 * creator of such objects holds, and does nothing if the object is in use.
 *
 * @param kind the kind of object in one or two words
 * @param what its name or number
 * @param where the file or directory that shows it
 * @param why the reason to assume that nothing needs it
 * @param command the equal command line
 * @param removal removes the object; it is not an error if the object is gone
 */
public record Leftover(String kind, String what, String where, String why, String command, Runnable removal) {
    /** All leftovers that the calling thread's mount namespace and /proc show, in the order of their removal. */
    public static List<Leftover> all() {
        List<Leftover> all = new ArrayList<>(LeftHalves.all());
        all.addAll(LeftKeepers.all());
        all.addAll(LeftNames.all());
        all.addAll(LeftGroups.all());
        all.addAll(LeftLocks.all());
        all.addAll(LeftProbes.all());
        all.addAll(LeftTables.all());
        all.addAll(LeftLedgers.all());
        return all;
    }
}
