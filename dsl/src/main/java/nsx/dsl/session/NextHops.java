package nsx.dsl.session;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nsx.netlink.Connection;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.rtnl.NextHop;
import nsx.sys.Errno;

/** The next-hop objects of a network namespace as they are now. */
public final class NextHops {
    private static final Set<Errno> NONE = EnumSet.of(Errno.ENOENT, Errno.EOPNOTSUPP);

    private NextHops() {}

    /** By number; none on a kernel before 5.3, which has no such objects. */
    public static List<NextHop> all(Connection kernel) {
        return all(kernel, NextHop.dump());
    }

    /** The groups, of which there are few, by number. */
    public static List<NextHop> groups(Connection kernel) {
        return all(kernel, NextHop.dumpGroups());
    }

    private static List<NextHop> all(Connection kernel, Request dump) {
        try {
            return kernel.dump(dump).decode(NextHop::decode);
        } catch (NetlinkException e) {
            if (Errno.of(e.errno()) == Errno.EOPNOTSUPP) {
                return List.of();
            }
            throw e;
        }
    }

    /** The one of a number; empty if it is missing. */
    public static Optional<NextHop> find(Connection kernel, long id) {
        try {
            return kernel.find(NextHop.get(id)).map(NextHop::decode);
        } catch (NetlinkException e) {
            if (NONE.contains(Errno.of(e.errno()))) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
