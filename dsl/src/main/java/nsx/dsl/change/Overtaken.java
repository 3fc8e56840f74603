package nsx.dsl.change;

import java.util.EnumSet;
import java.util.Set;
import nsx.netlink.NetlinkException;
import nsx.sys.Errno;
import nsx.sys.SysException;

/** Whether an operation was refused because somebody else changed its subject after it was planned. */
final class Overtaken {
    /** It exists already, or is gone. nftables answers ERESTART when others changed the rules meanwhile. */
    private static final Set<Errno> REFUSALS = EnumSet.of(
            Errno.EEXIST,
            Errno.ENOENT,
            Errno.ENODEV,
            Errno.ESRCH,
            Errno.EBUSY,
            Errno.EADDRNOTAVAIL,
            Errno.EACCES,
            Errno.ERESTART);

    private Overtaken() {}

    static boolean isBy(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NetlinkException e && REFUSALS.contains(Errno.of(e.errno()))
                    || cause instanceof SysException s && REFUSALS.contains(s.errno())) {
                return true;
            }
        }
        return false;
    }
}
