package nsx.diag;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import nsx.netlink.Message;
import nsx.netlink.Struct;

/**
 * A TCP or UDP socket.
 *
 * @param local the any-address if the socket is bound to none
 * @param localPort 0 if the socket has none
 * @param device the index of the device that the socket is bound to, or 0
 * @param receiveQueue in bytes; for a listening TCP socket, the number of connections that wait to be accepted
 * @param sendQueue in bytes not yet acknowledged; for a listening TCP socket, the limit of waiting connections
 * @param user the id of the user who created the socket
 * @param inode the inode in sockfs; 0 if no process has the socket any more
 * @param only6 whether the socket accepts IPv6 only although it is bound to no address
 * @param all all attributes that the kernel sent; null for a socket that did not come from the kernel
 */
public record InetSocket(
        SocketProtocol protocol,
        String state,
        InetAddress local,
        int localPort,
        InetAddress remote,
        int remotePort,
        int device,
        long receiveQueue,
        long sendQueue,
        int user,
        long inode,
        boolean only6,
        Attributes all) {
    /** The byte offset of SK_MEMINFO_OPTMEM. */
    private static final int OPTION_MEMORY = 24;

    /** A socket without further attributes of the kernel. */
    public InetSocket(
            SocketProtocol protocol,
            String state,
            InetAddress local,
            int localPort,
            InetAddress remote,
            int remotePort,
            int device,
            long receiveQueue,
            long sendQueue,
            int user,
            long inode,
            boolean only6) {
        this(
                protocol,
                state,
                local,
                localPort,
                remote,
                remotePort,
                device,
                receiveQueue,
                sendQueue,
                user,
                inode,
                only6,
                null);
    }

    /** Reads inet_diag_msg. */
    public static InetSocket decode(SocketProtocol protocol, Message message) {
        Attributes all = DiagTables.INET_SOCKET.decode(message);
        Struct.Value header = all.header();
        boolean six = header.integer("idiag_family") == Ip.AF_INET6;
        return new InetSocket(
                protocol,
                SocketState.text(header.integer("idiag_state")),
                address(header, "src", six),
                header.integer("idiag_sport"),
                address(header, "dst", six),
                header.integer("idiag_dport"),
                header.integer("idiag_if"),
                header.number("idiag_rqueue"),
                header.number("idiag_wqueue"),
                header.integer("idiag_uid"),
                header.number("idiag_inode"),
                all.integer("INET_DIAG_SKV6ONLY", 0) != 0,
                all);
    }

    /** The TCP measurements; empty for other protocols and for sockets without a connection. */
    public Optional<TcpInfo> info() {
        return all == null || !all.has("INET_DIAG_INFO") || protocol != SocketProtocol.TCP
                ? Optional.empty()
                : Optional.of(new TcpInfo(all.bytes("INET_DIAG_INFO")));
    }

    /** The name of the running timer (idiag_timer): retransmit, keepalive, time-wait or probe; empty without one. */
    public String timer() {
        int timer = all == null ? 0 : all.header().integer("idiag_timer");
        return switch (timer) {
            case 1 -> "retransmit";
            case 2 -> "keepalive";
            case 3 -> "time-wait";
            case 4 -> "probe";
            default -> "";
        };
    }

    /** Milliseconds until the running timer expires. */
    public long expires() {
        return all == null ? 0 : all.header().number("idiag_expires");
    }

    /** The firewall mark of sent packets (SO_MARK); 0 if the kernel does not show the mark to this user. */
    public int mark() {
        return all == null ? 0 : all.integer("INET_DIAG_MARK", 0);
    }

    /**
     * Whether the socket requires signed packets of some peer (TCP_MD5SIG); false if the kernel does not show this to
     * the user.
     */
    public boolean isSigned() {
        return all != null && all.has("INET_DIAG_MD5SIG");
    }

    /**
     * Bytes of kernel memory for the filters, keys and options of the socket; 0 if the request did not ask for them.
     */
    public int optionMemory() {
        byte[] counts = all == null || !all.has("INET_DIAG_SKMEMINFO") ? new byte[0] : all.bytes("INET_DIAG_SKMEMINFO");
        return counts.length < OPTION_MEMORY + 4
                ? 0
                : ByteBuffer.wrap(counts).order(ByteOrder.nativeOrder()).getInt(OPTION_MEMORY);
    }

    /** The id of the socket's control group of version 2; 0 if the kernel does not report it (before Linux 5.8). */
    public long group() {
        return all == null ? 0 : all.number("INET_DIAG_CGROUP_ID", 0);
    }

    private static InetAddress address(Struct.Value header, String side, boolean six) {
        int words = six ? 4 : 1;
        ByteBuffer bytes = ByteBuffer.allocate(words * 4);
        for (int i = 0; i < words; i++) {
            bytes.putInt(header.integer(side + i));
        }
        return Ip.of(bytes.array());
    }
}
