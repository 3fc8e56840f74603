package nsx.diag;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import nsx.netlink.Attributes;
import nsx.netlink.Message;
import nsx.netlink.Struct;

/**
 * A socket of packet(7), netlink(7) or vsock(7).
 *
 * @param family packet, netlink or vsock
 * @param device for packet sockets the index of the device, 0 for all devices
 * @param local the bound address: an EtherType, a netlink family and port, or a context and port
 * @param remote the address of the other end; {@code *} for none
 * @param receiveQueue memory of unread data in bytes, with overhead; 0 if the kernel does not report it
 * @param user the id of the user who created the socket; -1 if the kernel does not report it
 */
public record OtherSocket(
        String family,
        String state,
        int device,
        String local,
        String remote,
        long receiveQueue,
        long sendQueue,
        int user,
        long inode) {
    /** The netlink families by number (linux/netlink.h). */
    private static final List<String> NETLINK = List.of(
            "route",
            "unused",
            "usersock",
            "firewall",
            "sock_diag",
            "nflog",
            "xfrm",
            "selinux",
            "iscsi",
            "audit",
            "fib_lookup",
            "connector",
            "netfilter",
            "ip6_fw",
            "dnrtmsg",
            "kobject_uevent",
            "generic",
            "17",
            "scsi",
            "ecryptfs",
            "rdma",
            "crypto",
            "smc");

    private static final int ALL_PROTOCOLS = 3;
    private static final long ANY = 0xffffffffL;
    private static final int RECEIVE_MEMORY = 0;
    private static final int SEND_MEMORY = 2;

    /** Reads packet_diag_msg. */
    public static OtherSocket packet(Message message) {
        Attributes all = DiagTables.PACKET_SOCKET.decode(message);
        Struct.Value header = all.header();
        int type = header.integer("num");
        return new OtherSocket(
                "packet",
                "unconnected",
                (int) word(all, "PACKET_DIAG_INFO", 0),
                type == ALL_PROTOCOLS ? "*" : String.format("0x%04x", type),
                "*",
                word(all, "PACKET_DIAG_MEMINFO", RECEIVE_MEMORY),
                word(all, "PACKET_DIAG_MEMINFO", SEND_MEMORY),
                all.integer("PACKET_DIAG_UID", -1),
                header.number("ino"));
    }

    /** Reads netlink_diag_msg. */
    public static OtherSocket netlink(Message message) {
        Attributes all = DiagTables.NETLINK_SOCKET.decode(message);
        Struct.Value header = all.header();
        int number = header.integer("protocol");
        String family = number < NETLINK.size() ? NETLINK.get(number) : String.valueOf(number);
        long to = header.number("dst_portid");
        return new OtherSocket(
                "netlink",
                to == 0 && header.integer("state") == 0 ? "unconnected" : "established",
                0,
                family + ":" + header.number("portid"),
                to == 0 ? "*" : family + ":" + to,
                word(all, "NETLINK_DIAG_MEMINFO", RECEIVE_MEMORY),
                word(all, "NETLINK_DIAG_MEMINFO", SEND_MEMORY),
                -1,
                header.number("ino"));
    }

    /** Reads vsock_diag_msg. */
    public static OtherSocket vsock(Message message) {
        Struct.Value header = DiagTables.VSOCK_SOCKET.decode(message).header();
        return new OtherSocket(
                "vsock",
                SocketState.text(header.integer("state")),
                0,
                end(header, "src"),
                end(header, "dst"),
                0,
                0,
                -1,
                header.number("ino"));
    }

    private static String end(Struct.Value header, String side) {
        return number(header.number(side + "_cid")) + ":" + number(header.number(side + "_port"));
    }

    private static String number(long value) {
        return value == ANY ? "*" : String.valueOf(value);
    }

    /** The 32-bit number at an index of an array attribute; 0 if it is missing. */
    private static long word(Attributes all, String name, int index) {
        byte[] bytes = all.has(name) ? all.bytes(name) : new byte[0];
        int at = index * Integer.BYTES;
        return bytes.length < at + Integer.BYTES
                ? 0
                : Integer.toUnsignedLong(
                        ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt(at));
    }
}
