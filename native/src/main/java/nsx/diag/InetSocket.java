package nsx.diag;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import nsx.netlink.Message;
import nsx.netlink.RawAttributes;
import nsx.netlink.Struct;

/**
 * A TCP, UDP or raw socket. Its facts are read from the bytes of the message when they are asked for, since a machine
 * can have tens of thousands of sockets; malformed bytes then throw {@link nsx.netlink.CodecException}.
 */
public final class InetSocket {
    private static final int MESSAGE = DiagTables.INET_MESSAGE.length();
    /** Offsets in struct inet_diag_msg. */
    private static final int STATE = 1;

    private static final int TIMER = 2;
    private static final int LOCAL_PORT = 4;
    private static final int REMOTE_PORT = 6;
    private static final int LOCAL = 8;
    private static final int REMOTE = 24;
    private static final int DEVICE = 40;
    private static final int COOKIE = 44;
    private static final int EXPIRES = 52;
    private static final int RECEIVE_QUEUE = 56;
    private static final int SEND_QUEUE = 60;
    private static final int USER = 64;
    private static final int INODE = 68;

    private static final int INET_DIAG_INFO = 2;
    private static final int INET_DIAG_SKV6ONLY = 11;

    /** The byte offset of SK_MEMINFO_OPTMEM. */
    private static final int OPTION_MEMORY = 24;

    private final SocketProtocol protocol;
    private final byte[] payload;
    private Attributes all;

    private InetSocket(SocketProtocol protocol, byte[] payload) {
        this.protocol = protocol;
        this.payload = payload;
    }

    /** Reads inet_diag_msg. */
    public static InetSocket decode(SocketProtocol protocol, Message message) {
        byte[] payload = message.payload();
        if (payload.length < MESSAGE) {
            DiagTables.INET_MESSAGE.decodeHeader(payload);
        }
        return new InetSocket(protocol, payload);
    }

    /** Creates a socket from facts; its other facts are those of a message without attributes. */
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
                Attributes.of(
                                DiagTables.INET_SOCKET.table(),
                                ends(local, localPort, remote, remotePort)
                                        .with("idiag_state", SocketState.number(state))
                                        .with("idiag_if", device)
                                        .with("idiag_rqueue", receiveQueue)
                                        .with("idiag_wqueue", sendQueue)
                                        .with("idiag_uid", user)
                                        .with("idiag_inode", inode))
                        .put("INET_DIAG_SKV6ONLY", only6 ? 1 : 0)
                        .encode());
    }

    private static Struct.Value ends(InetAddress local, int localPort, InetAddress remote, int remotePort) {
        boolean six = local.getAddress().length == 16;
        Struct.Value header = DiagTables.INET_MESSAGE
                .with("idiag_family", six ? Ip.AF_INET6 : Ip.AF_INET)
                .with("idiag_sport", localPort)
                .with("idiag_dport", remotePort);
        return address(address(header, "src", local), "dst", remote);
    }

    private static Struct.Value address(Struct.Value header, String side, InetAddress address) {
        ByteBuffer words = ByteBuffer.wrap(address.getAddress());
        Struct.Value filled = header;
        for (int i = 0; words.hasRemaining(); i++) {
            filled = filled.with(side + i, words.getInt());
        }
        return filled;
    }

    public SocketProtocol protocol() {
        return protocol;
    }

    /** The name of the state, as {@link SocketState} has it. */
    public String state() {
        return SocketState.text(Byte.toUnsignedInt(payload[STATE]));
    }

    /** The local address; the any-address if the socket is bound to none. */
    public InetAddress local() {
        return address(LOCAL);
    }

    /** The local port; 0 if the socket has none. */
    public int localPort() {
        return port(LOCAL_PORT);
    }

    public InetAddress remote() {
        return address(REMOTE);
    }

    public int remotePort() {
        return port(REMOTE_PORT);
    }

    /** The index of the device that the socket is bound to, or 0. */
    public int device() {
        return RawAttributes.header(payload, DEVICE);
    }

    /** A number that no other socket has while the machine runs. */
    public long cookie() {
        return number(COOKIE + Integer.BYTES) << Integer.SIZE | number(COOKIE);
    }

    /** Number of bytes; for a listening TCP socket, the number of connections that wait to be accepted. */
    public long receiveQueue() {
        return number(RECEIVE_QUEUE);
    }

    /** Number of bytes not yet acknowledged; for a listening TCP socket, the limit of waiting connections. */
    public long sendQueue() {
        return number(SEND_QUEUE);
    }

    /** The id of the user who created the socket. */
    public int user() {
        return RawAttributes.header(payload, USER);
    }

    /** The inode in sockfs; 0 if no process has the socket any more. */
    public long inode() {
        return number(INODE);
    }

    /** Whether the socket accepts IPv6 only although it is bound to no address. */
    public boolean only6() {
        int at = RawAttributes.find(payload, MESSAGE, INET_DIAG_SKV6ONLY);
        return RawAttributes.number(payload, at, 1) != 0;
    }

    /** All attributes that the kernel sent. */
    public Attributes all() {
        if (all == null) {
            all = DiagTables.INET_SOCKET.decode(new Message(0, 0, 0, 0, payload));
        }
        return all;
    }

    /** The TCP measurements; empty for other protocols and for sockets without a connection. */
    public Optional<TcpInfo> info() {
        int at = protocol == SocketProtocol.TCP ? RawAttributes.find(payload, MESSAGE, INET_DIAG_INFO) : -1;
        return at < 0 ? Optional.empty() : Optional.of(new TcpInfo(RawAttributes.bytes(payload, at)));
    }

    /** The name of the running timer (idiag_timer): retransmit, keepalive, time-wait or probe; empty without one. */
    public String timer() {
        return switch (payload[TIMER]) {
            case 1 -> "retransmit";
            case 2 -> "keepalive";
            case 3 -> "time-wait";
            case 4 -> "probe";
            default -> "";
        };
    }

    /** Milliseconds until the running timer expires. */
    public long expires() {
        return number(EXPIRES);
    }

    /** The firewall mark of sent packets (SO_MARK); 0 if the kernel does not show the mark to this user. */
    public int mark() {
        return all().integer("INET_DIAG_MARK", 0);
    }

    /**
     * Whether the socket requires signed packets of some peer (TCP_MD5SIG); false if the kernel does not show this to
     * the user.
     */
    public boolean isSigned() {
        return all().has("INET_DIAG_MD5SIG");
    }

    /**
     * Bytes of kernel memory for the filters, keys and options of the socket; 0 if the request did not ask for them.
     */
    public int optionMemory() {
        byte[] counts = all().has("INET_DIAG_SKMEMINFO") ? all().bytes("INET_DIAG_SKMEMINFO") : new byte[0];
        return counts.length < OPTION_MEMORY + 4
                ? 0
                : ByteBuffer.wrap(counts).order(ByteOrder.nativeOrder()).getInt(OPTION_MEMORY);
    }

    /** The id of the socket's control group of version 2; 0 if the kernel does not report it (before Linux 5.8). */
    public long group() {
        return all().number("INET_DIAG_CGROUP_ID", 0);
    }

    private long number(int offset) {
        return Integer.toUnsignedLong(RawAttributes.header(payload, offset));
    }

    private int port(int offset) {
        return Byte.toUnsignedInt(payload[offset]) << Byte.SIZE | Byte.toUnsignedInt(payload[offset + 1]);
    }

    private InetAddress address(int offset) {
        int length = payload[0] == Ip.AF_INET6 ? 16 : 4;
        return Ip.of(Arrays.copyOfRange(payload, offset, offset + length));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InetSocket that && protocol == that.protocol && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return 31 * protocol.hashCode() + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return protocol.text() + " " + state() + " " + Ip.text(local()) + " " + localPort() + " " + all();
    }
}
