package nsx.dsl.session;

import java.util.List;
import nsx.netlink.Connection;
import nsx.netlink.NetlinkException;
import nsx.rtnl.NextHop;
import nsx.sys.Errno;

/** The next-hop objects of a network namespace as they are now. */
public final class NextHops {
    private NextHops() {}

    /** By number; none on a kernel before 5.3, which has no such objects. */
    public static List<NextHop> all(Connection kernel) {
        try {
            return kernel.dump(NextHop.dump()).decode(NextHop::decode);
        } catch (NetlinkException e) {
            if (Errno.of(e.errno()) == Errno.EOPNOTSUPP) {
                return List.of();
            }
            throw e;
        }
    }
}
