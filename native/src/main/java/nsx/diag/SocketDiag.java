package nsx.diag;

import java.util.List;
import nsx.netlink.Attributes;
import nsx.netlink.MessageType;
import nsx.netlink.Request;
import nsx.netlink.Struct;

/**
 * Builds requests for the sockets of a network namespace; {@link InetSocket#decode} and {@link UnixSocket#decode}
 * read the answers.
 */
public final class SocketDiag {
    /** The bits of all states, including LISTEN, TIME-WAIT and half-open. */
    private static final long ALL = 0xffffffffL;

    /** The bits of TCP_LISTEN and TCP_CLOSE; a UDP socket that waits is in the latter. */
    private static final long WAITING = 1 << 10 | 1 << 7;

    private static final int AF_UNIX = 1;
    private static final int SHOW_NAME = 0x01;
    private static final int SHOW_PEER = 0x04;
    private static final int SHOW_QUEUES = 0x10;
    /** UDIAG_SHOW_UID, since Linux 5.3; older kernels do not report the user. */
    private static final int SHOW_USER = 0x40;

    /** Bits of idiag_ext: INET_DIAG_INFO and INET_DIAG_CONG. */
    private static final int INFO = 1 << 1;

    private static final int CONGESTION = 1 << 3;
    /** The bit of idiag_ext for INET_DIAG_SKMEMINFO. */
    private static final int MEMORY = 1 << 6;

    private static final int AF_NETLINK = 16;
    private static final int AF_PACKET = 17;
    private static final int AF_VSOCK = 40;
    private static final int ANY_PROTOCOL = 255;
    /** PACKET_SHOW_INFO, which includes the user, and PACKET_SHOW_MEMINFO. */
    private static final int PACKET_INFO = 0x11;
    /** NDIAG_SHOW_MEMINFO and NDIAG_SHOW_GROUPS. */
    private static final int NETLINK_INFO = 0x03;

    private SocketDiag() {}

    /**
     * Requests the sockets of one protocol and address family; ENOENT if the kernel lacks {@code tcp_diag} or {@code
     * udp_diag}.
     *
     * @param family AF_INET 2, AF_INET6 10
     * @param measured whether to include what TCP measures, which makes the answer three times as long
     */
    public static Request dump(int family, SocketProtocol protocol, boolean measured) {
        Struct.Value header = DiagTables.INET_REQUEST
                .with("sdiag_family", family)
                .with("sdiag_protocol", protocol.number())
                .with("idiag_states", ALL)
                .with("idiag_ext", measured && protocol == SocketProtocol.TCP ? INFO | CONGESTION : 0);
        return request("list " + protocol.text() + " sockets", DiagTables.GET_INET, header);
    }

    /** Requests only the sockets that wait for packets from anybody, with the memory of their options. */
    public static Request dumpWaiting(int family, SocketProtocol protocol) {
        Struct.Value header = DiagTables.INET_REQUEST
                .with("sdiag_family", family)
                .with("sdiag_protocol", protocol.number())
                .with("idiag_states", WAITING)
                .with("idiag_ext", protocol == SocketProtocol.TCP ? INFO | MEMORY : MEMORY);
        return request("list waiting " + protocol.text() + " sockets", DiagTables.GET_INET, header);
    }

    /** Requests the unix(7) sockets created in this network namespace; ENOENT without {@code unix_diag}. */
    public static Request dumpUnix() {
        Struct.Value header = DiagTables.UNIX_REQUEST
                .with("sdiag_family", AF_UNIX)
                .with("udiag_states", ALL)
                .with("udiag_show", SHOW_NAME | SHOW_PEER | SHOW_QUEUES | SHOW_USER);
        return request("list unix sockets", DiagTables.GET_UNIX, header);
    }

    /** Requests the packet(7) sockets, which see frames; ENOENT without {@code packet_diag}. */
    public static Request dumpPacket() {
        return request(
                "list packet sockets",
                DiagTables.GET_PACKET,
                DiagTables.PACKET_REQUEST.with("sdiag_family", AF_PACKET).with("show", PACKET_INFO));
    }

    /** Requests the netlink(7) sockets; ENOENT without {@code netlink_diag}. */
    public static Request dumpNetlink() {
        return request(
                "list netlink sockets",
                DiagTables.GET_NETLINK,
                DiagTables.PACKET_REQUEST
                        .with("sdiag_family", AF_NETLINK)
                        .with("sdiag_protocol", ANY_PROTOCOL)
                        .with("show", NETLINK_INFO));
    }

    /** Requests the vsock(7) sockets; ENOENT without {@code vsock_diag}. */
    public static Request dumpVsock() {
        return request(
                "list vsock sockets",
                DiagTables.GET_VSOCK,
                DiagTables.VSOCK_REQUEST.with("sdiag_family", AF_VSOCK).with("states", ALL));
    }

    /**
     * Closes a socket as if the other end had closed it (SOCK_DESTROY, since 4.5); ENOENT if the socket is gone,
     * EOPNOTSUPP on kernels without CONFIG_INET_DIAG_DESTROY. The cookie keeps the request from closing a newer
     * socket with the same ends.
     */
    public static Request destroy(InetSocket socket) {
        Struct.Value said = socket.all().header();
        Struct.Value header = DiagTables.INET_REQUEST
                .with("sdiag_family", said.integer("idiag_family"))
                .with("sdiag_protocol", socket.protocol().number())
                .with("idiag_states", ALL);
        for (String same : List.of(
                "idiag_sport",
                "idiag_dport",
                "src0",
                "src1",
                "src2",
                "src3",
                "dst0",
                "dst1",
                "dst2",
                "dst3",
                "idiag_if",
                "idiag_cookie_low",
                "idiag_cookie_high")) {
            header = header.with(same, said.number(same));
        }
        return request("end " + socket.protocol().text() + " socket", DiagTables.DESTROY, header);
    }

    private static Request request(String operation, MessageType type, Struct.Value header) {
        return new Request(operation, Request.SOCK_DIAG, type, 0, Attributes.of(type.table(), header));
    }
}
