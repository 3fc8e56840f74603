package nsx.repl;

import nsx.netlink.Connection;
import nsx.netlink.Request;
import nsx.rtnl.Links;
import nsx.sys.NetlinkSocket;

/** The device {@code lo}, which a fresh network namespace has, and has down: a machine that one is to work on has it up. */
final class Loopback {
    /** LOOPBACK_IFINDEX of include/net/flow.h: it is the first in each network namespace. */
    private static final int INDEX = 1;

    private Loopback() {}

    /** In the calling thread's network namespace. */
    static void up() {
        try (Connection connection = new Connection(NetlinkSocket.open(Request.ROUTE))) {
            connection.ack(Links.set(INDEX, "lo").up().request());
        }
    }
}
