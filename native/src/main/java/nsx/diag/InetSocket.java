package nsx.diag;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import nsx.netlink.Message;
import nsx.netlink.Struct;

/**
 * A TCP or UDP socket.
 *
 * @param local the any-address when it is bound to none
 * @param localPort 0 when it has none
 * @param device index of the device that it is bound to, or 0
 * @param receiveQueue in bytes; of a listening TCP socket connections that wait to be accepted
 * @param sendQueue in bytes not yet acknowledged; of a listening TCP socket the most that may wait
 * @param user who made it
 * @param inode its number in sockfs; 0 for one that no process has any more
 * @param only6 whether it takes IPv6 alone, though bound to no address
 */
public record InetSocket(
        Protocol protocol,
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
    private static final int AF_INET6 = 10;

    /** Reads inet_diag_msg. */
    public static InetSocket decode(Protocol protocol, Message message) {
        Attributes all = DiagTables.INET_SOCKET.decode(message);
        Struct.Value header = all.header();
        boolean six = header.integer("idiag_family") == AF_INET6;
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
                all.integer("INET_DIAG_SKV6ONLY", 0) != 0);
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
