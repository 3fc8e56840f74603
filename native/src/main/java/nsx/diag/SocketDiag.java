package nsx.diag;

import nsx.netlink.Attributes;
import nsx.netlink.MessageType;
import nsx.netlink.Request;
import nsx.netlink.Struct;

/** Requests for the sockets of a network namespace; answers are {@link InetSocket#decode} and {@link UnixSocket#decode}. */
public final class SocketDiag {
    /** In every state there is: LISTEN, TIME-WAIT and half-open ones included. */
    private static final long ALL = 0xffffffffL;

    private static final int AF_UNIX = 1;
    private static final int SHOW_NAME = 0x01;
    private static final int SHOW_PEER = 0x04;
    private static final int SHOW_QUEUES = 0x10;
    /** Since 5.3; older kernels leave the user out. */
    private static final int SHOW_USER = 0x40;

    private SocketDiag() {}

    /**
     * The sockets of one protocol over one family of addresses; ENOENT when the kernel has no {@code tcp_diag} or {@code udp_diag}.
     *
     * @param family AF_INET 2, AF_INET6 10
     */
    public static Request dump(int family, Protocol protocol) {
        Struct.Value header = DiagTables.INET_REQUEST
                .with("sdiag_family", family)
                .with("sdiag_protocol", protocol.number())
                .with("idiag_states", ALL);
        return request("list " + protocol.text() + " sockets", DiagTables.GET_INET, header);
    }

    /** The sockets of unix(7) of the network namespace in which they were made; ENOENT without {@code unix_diag}. */
    public static Request dumpUnix() {
        Struct.Value header = DiagTables.UNIX_REQUEST
                .with("sdiag_family", AF_UNIX)
                .with("udiag_states", ALL)
                .with("udiag_show", SHOW_NAME | SHOW_PEER | SHOW_QUEUES | SHOW_USER);
        return request("list unix sockets", DiagTables.GET_UNIX, header);
    }

    private static Request request(String operation, MessageType type, Struct.Value header) {
        return new Request(operation, Request.SOCK_DIAG, type, 0, Attributes.of(type.table(), header));
    }
}
