package nsx.dsl.change;

import java.util.EnumSet;
import java.util.Set;
import nsx.netlink.NetlinkException;
import nsx.sys.Errno;
import nsx.sys.SysException;

/** Decides whether an operation was refused because another process changed its subject after it was planned. */
final class Overtaken {
    /**
     * The errors of such a refusal: the object already exists or is gone; nftables answers ERESTART if the rules
     * changed meanwhile.
     */
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
