package nsx.test;

import nsx.ns.IdMaps;
import nsx.sys.Tasks;

/** What kind of root runs the tests. That of a user namespace may not do everything, whatever its capabilities there. */
public final class Root {
    private Root() {}

    /** Whether this is root in the machine's own user namespace. */
    public static boolean isOfMachine() {
        return Tasks.effectiveUser() == 0 && isAmongAllUsers();
    }

    /** Whether this user namespace, as the machine's own, has all users. */
    public static boolean isAmongAllUsers() {
        return IdMaps.ofThisThread().users().isEverybody();
    }
}
