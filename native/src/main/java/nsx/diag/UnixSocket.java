package nsx.diag;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import nsx.netlink.Attributes;
import nsx.netlink.Message;
import nsx.netlink.Struct;

/**
 * A socket of unix(7).
 *
 * @param type stream, datagram or seqpacket
 * @param name the path, {@code @name} for an abstract one, empty for an unbound socket
 * @param peer the inode of the other end, 0 for none
 * @param receiveQueue see {@link InetSocket#receiveQueue}
 * @param user the id of the user who created the socket; 0 on kernels before 5.3, which do not report it
 */
public record UnixSocket(
        String type, String state, String name, long peer, long receiveQueue, long sendQueue, int user, long inode) {
    private static final List<String> TYPES = List.of("0", "stream", "datagram", "raw", "4", "seqpacket");

    /** Reads unix_diag_msg. */
    public static UnixSocket decode(Message message) {
        Attributes all = DiagTables.UNIX_SOCKET.decode(message);
        Struct.Value header = all.header();
        int type = header.integer("udiag_type");
        Optional<Struct.Value> queues = all.struct("UNIX_DIAG_RQLEN");
        return new UnixSocket(
                type < TYPES.size() ? TYPES.get(type) : Integer.toString(type),
                SocketState.text(header.integer("udiag_state")),
                all.has("UNIX_DIAG_NAME") ? name(all.bytes("UNIX_DIAG_NAME")) : "",
                all.number("UNIX_DIAG_PEER", 0),
                queues.map(q -> q.number("udiag_rqueue")).orElse(0L),
                queues.map(q -> q.number("udiag_wqueue")).orElse(0L),
                all.integer("UNIX_DIAG_UID", 0),
                header.number("udiag_ino"));
    }

    /** Decodes a name. An abstract name begins with NUL and may contain more; each NUL is written as @, as in ss(8). */
    private static String name(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean isAbstract = text.startsWith("\0");
        return isAbstract ? text.replace('\0', '@') : text.replaceAll("\0.*$", "");
    }
}
