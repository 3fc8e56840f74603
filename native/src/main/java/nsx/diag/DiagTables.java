package nsx.diag;

import static nsx.netlink.AttributeType.BINARY;
import static nsx.netlink.AttributeType.STRING;
import static nsx.netlink.AttributeType.U32;
import static nsx.netlink.AttributeType.U64;
import static nsx.netlink.AttributeType.U8;

import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;
import nsx.netlink.MessageType;
import nsx.netlink.Struct;

/**
 * The messages of linux/sock_diag.h, linux/inet_diag.h and linux/unix_diag.h. Requests and answers share a type but
 * have different structures.
 */
final class DiagTables {
    private static final int SOCK_DIAG_BY_FAMILY = 20;
    private static final int SOCK_DESTROY = 21;

    static final Struct INET_REQUEST = Struct.named("inet_diag_req_v2")
            .u8("sdiag_family", "sdiag_protocol", "idiag_ext")
            .pad(1)
            .u32("idiag_states")
            .be16("idiag_sport", "idiag_dport")
            .be32("src0", "src1", "src2", "src3", "dst0", "dst1", "dst2", "dst3")
            .u32("idiag_if", "idiag_cookie_low", "idiag_cookie_high");

    static final Struct INET_MESSAGE = Struct.named("inet_diag_msg")
            .u8("idiag_family", "idiag_state", "idiag_timer", "idiag_retrans")
            .be16("idiag_sport", "idiag_dport")
            .be32("src0", "src1", "src2", "src3", "dst0", "dst1", "dst2", "dst3")
            .u32("idiag_if", "idiag_cookie_low", "idiag_cookie_high")
            .u32("idiag_expires", "idiag_rqueue", "idiag_wqueue", "idiag_uid", "idiag_inode");

    static final Struct UNIX_REQUEST = Struct.named("unix_diag_req")
            .u8("sdiag_family", "sdiag_protocol")
            .pad(2)
            .u32("udiag_states", "udiag_ino", "udiag_show", "udiag_cookie_low", "udiag_cookie_high");

    static final Struct UNIX_MESSAGE = Struct.named("unix_diag_msg")
            .u8("udiag_family", "udiag_type", "udiag_state")
            .pad(1)
            .u32("udiag_ino", "udiag_cookie_low", "udiag_cookie_high");

    private static final AttributeTable INET = AttributeTable.named("INET_DIAG")
            .add(2, "INET_DIAG_INFO", BINARY)
            .add(4, "INET_DIAG_CONG", STRING)
            .add(7, "INET_DIAG_SKMEMINFO", BINARY)
            .add(8, "INET_DIAG_SHUTDOWN", U8)
            .add(11, "INET_DIAG_SKV6ONLY", U8)
            .add(15, "INET_DIAG_MARK", U32)
            .add(18, "INET_DIAG_MD5SIG", BINARY)
            .add(21, "INET_DIAG_CGROUP_ID", U64);

    /** linux/packet_diag.h, linux/netlink_diag.h and linux/vm_sockets_diag.h have requests of one layout; vsock's has states too. */
    static final Struct PACKET_REQUEST = Struct.named("packet_diag_req")
            .u8("sdiag_family", "sdiag_protocol")
            .pad(2)
            .u32("ino", "show", "cookie_low", "cookie_high");

    static final Struct VSOCK_REQUEST = Struct.named("vsock_diag_req")
            .u8("sdiag_family", "sdiag_protocol")
            .pad(2)
            .u32("states", "ino", "show", "cookie_low", "cookie_high");

    private static final Struct PACKET_MESSAGE =
            Struct.named("packet_diag_msg").u8("family", "type").u16("num").u32("ino", "cookie_low", "cookie_high");

    private static final Struct NETLINK_MESSAGE = Struct.named("netlink_diag_msg")
            .u8("family", "type", "protocol", "state")
            .u32("portid", "dst_portid", "dst_group", "ino", "cookie_low", "cookie_high");

    private static final Struct VSOCK_MESSAGE = Struct.named("vsock_diag_msg")
            .u8("family", "type", "state", "shutdown")
            .u32("src_cid", "src_port", "dst_cid", "dst_port", "ino", "cookie_low", "cookie_high");

    private static final AttributeTable PACKET = AttributeTable.named("PACKET_DIAG")
            .add(0, "PACKET_DIAG_INFO", BINARY)
            .add(5, "PACKET_DIAG_UID", U32)
            .add(6, "PACKET_DIAG_MEMINFO", BINARY);

    private static final AttributeTable NETLINK = AttributeTable.named("NETLINK_DIAG")
            .add(0, "NETLINK_DIAG_MEMINFO", BINARY)
            .add(1, "NETLINK_DIAG_GROUPS", BINARY);

    private static final AttributeTable VSOCK = AttributeTable.named("VSOCK_DIAG");

    private static final AttributeTable UNIX = AttributeTable.named("UNIX_DIAG")
            .add(0, "UNIX_DIAG_NAME", BINARY)
            .add(2, "UNIX_DIAG_PEER", U32)
            .add(
                    4,
                    "UNIX_DIAG_RQLEN",
                    AttributeType.struct(Struct.named("unix_diag_rqlen").u32("udiag_rqueue", "udiag_wqueue")))
            .add(6, "UNIX_DIAG_SHUTDOWN", U8)
            .add(7, "UNIX_DIAG_UID", U32);

    static final MessageType GET_PACKET = by(MessageType.Verb.GET, PACKET_REQUEST, PACKET);
    static final MessageType PACKET_SOCKET = by(MessageType.Verb.NEW, PACKET_MESSAGE, PACKET);
    static final MessageType GET_NETLINK = by(MessageType.Verb.GET, PACKET_REQUEST, NETLINK);
    static final MessageType NETLINK_SOCKET = by(MessageType.Verb.NEW, NETLINK_MESSAGE, NETLINK);
    static final MessageType GET_VSOCK = by(MessageType.Verb.GET, VSOCK_REQUEST, VSOCK);
    static final MessageType VSOCK_SOCKET = by(MessageType.Verb.NEW, VSOCK_MESSAGE, VSOCK);
    static final MessageType DESTROY =
            new MessageType(SOCK_DESTROY, "SOCK_DESTROY", MessageType.Verb.DELETE, INET_REQUEST, INET);
    static final MessageType GET_INET = by(MessageType.Verb.GET, INET_REQUEST, INET);
    static final MessageType INET_SOCKET = by(MessageType.Verb.NEW, INET_MESSAGE, INET);
    static final MessageType GET_UNIX = by(MessageType.Verb.GET, UNIX_REQUEST, UNIX);
    static final MessageType UNIX_SOCKET = by(MessageType.Verb.NEW, UNIX_MESSAGE, UNIX);

    private DiagTables() {}

    private static MessageType by(MessageType.Verb verb, Struct header, AttributeTable table) {
        return new MessageType(SOCK_DIAG_BY_FAMILY, "SOCK_DIAG_BY_FAMILY", verb, header, table);
    }
}
