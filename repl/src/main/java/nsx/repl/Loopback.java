package nsx.repl;

import nsx.netlink.Connection;
import nsx.netlink.Request;
import nsx.rtnl.Links;
import nsx.sys.NetlinkSocket;

/** The device {@code lo}, which is down in a new network namespace and should be up on a sandbox machine. */
final class Loopback {
    /** LOOPBACK_IFINDEX of include/net/flow.h: lo is the first device of every network namespace. */
    private static final int INDEX = 1;

    private Loopback() {}

    /** Sets lo up in the calling thread's network namespace. */
    static void up() {
        try (Connection connection = new Connection(NetlinkSocket.open(Request.ROUTE))) {
            connection.ack(Links.set(INDEX, "lo").up().request());
        }
    }
}
