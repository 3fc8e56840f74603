package nsx.leftover;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that a killed nsx has left. It is found without a lock; the removal looks again under the lock that whoever makes such a
 * thing holds, and leaves it when it is none any more.
 *
 * @param kind what it is in one or two words
 * @param what its name or number
 * @param where the file or directory that shows it
 * @param why what tells that nothing needs it
 * @param command the equal command line
 * @param removal takes it away; what is gone already is not an error
 */
public record Leftover(String kind, String what, String where, String why, String command, Runnable removal) {
    /** All that the calling thread's mount namespace and /proc show, in the order in which it is to go. */
    public static List<Leftover> all() {
        List<Leftover> all = new ArrayList<>(LeftKeepers.all());
        all.addAll(LeftNames.all());
        all.addAll(LeftGroups.all());
        all.addAll(LeftLocks.all());
        all.addAll(LeftProbes.all());
        return all;
    }
}
