package nsx.leftover;

import java.util.ArrayList;
import java.util.List;

/**
 * An object that a killed nsx has left. It is found without a lock. The removal checks again under the lock that the maker of
 * such an object holds, and does nothing if the object is in use.
 *
 * @param kind what it is in one or two words
 * @param what its name or number
 * @param where the file or directory that shows it
 * @param why the reason to assume that nothing needs it
 * @param command the equal command line
 * @param removal removes it; an object that is gone is not an error
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
