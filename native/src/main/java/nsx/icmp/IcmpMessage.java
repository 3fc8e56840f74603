package nsx.icmp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A message that concerns a ping: an echo reply, or an error about an echo request.
 *
 * @param type ICMP or ICMPv6 type
 * @param code details of an error
 * @param identifier of the echo that it answers or reports
 * @param ttl of the packet that carried it; -1 when the socket does not report it (IPv6)
 */
public record IcmpMessage(boolean six, int type, int code, int identifier, int sequence, int ttl) {
    private static final int HEADER = 8;
    private static final int IP_HEADER = 20;
    private static final int IP6_HEADER = 40;
    private static final int ECHO_REQUEST = 8;
    private static final int ECHO_REQUEST_6 = 128;
    private static final int ECHO_REPLY = 0;
    private static final int ECHO_REPLY_6 = 129;

    /** Builds an echo request; the kernel computes the checksum of ICMPv6, nsx that of ICMP. */
    public static byte[] echoRequest(boolean six, int identifier, int sequence, int dataSize) {
        ByteBuffer b = ByteBuffer.allocate(HEADER + dataSize);
        b.put((byte) (six ? ECHO_REQUEST_6 : ECHO_REQUEST)).put((byte) 0).putShort((short) 0);
        b.putShort((short) identifier).putShort((short) sequence);
        for (int i = 0; i < dataSize; i++) {
            b.put((byte) i);
        }
        if (!six) {
            b.putShort(2, checksum(b.array()));
        }
        return b.array();
    }

    /** The one's complement sum of RFC 1071. */
    static short checksum(byte[] data) {
        ByteBuffer b = ByteBuffer.wrap(Arrays.copyOf(data, (data.length + 1) & ~1));
        long sum = 0;
        while (b.hasRemaining()) {
            sum += Short.toUnsignedInt(b.getShort());
        }
        sum = (sum & 0xffff) + (sum >> 16);
        return (short) ~(sum + (sum >> 16));
    }

    /**
     * Parses a datagram of a raw socket, which begins with the IP header for IPv4 but not for IPv6. Empty for
     * messages that do not concern a ping.
     */
    public static Optional<IcmpMessage> parse(boolean six, byte[] datagram) {
        int start = six ? 0 : ipHeader(datagram, 0);
        if (start < 0 || datagram.length < start + HEADER) {
            return Optional.empty();
        }
        int type = unsigned(datagram[start]);
        int ttl = six ? -1 : unsigned(datagram[8]);
        int echo = type == (six ? ECHO_REPLY_6 : ECHO_REPLY) ? start : quotedEcho(six, type, datagram, start + HEADER);
        return echo < 0
                ? Optional.empty()
                : Optional.of(new IcmpMessage(
                        six,
                        type,
                        unsigned(datagram[start + 1]),
                        word(datagram, echo + 4),
                        word(datagram, echo + 6),
                        ttl));
    }

    /** The offset of the echo request that an error quotes; -1 if the error quotes another packet. */
    private static int quotedEcho(boolean six, int type, byte[] datagram, int quoted) {
        boolean error = six ? type >= 1 && type <= 4 : type == 3 || type == 11 || type == 12;
        int header = six ? IP6_HEADER : ipHeader(datagram, quoted);
        int echo = quoted + header;
        boolean whole = error && header >= 0 && datagram.length >= echo + HEADER;
        return whole && unsigned(datagram[echo]) == (six ? ECHO_REQUEST_6 : ECHO_REQUEST) ? echo : -1;
    }

    /** The length of the IPv4 header; -1 without a valid one. */
    static int ipHeader(byte[] datagram, int at) {
        int length = at < datagram.length ? (datagram[at] & 0x0f) * 4 : -1;
        return length < IP_HEADER ? -1 : length;
    }

    static int unsigned(byte b) {
        return Byte.toUnsignedInt(b);
    }

    static int word(byte[] datagram, int at) {
        return Short.toUnsignedInt(ByteBuffer.wrap(datagram).getShort(at));
    }

    public boolean isReply() {
        return type == (six ? ECHO_REPLY_6 : ECHO_REPLY);
    }

    /** The error in words, or "reply" for a reply. */
    public String text() {
        if (isReply()) {
            return "reply";
        }
        return six ? text6() : text4();
    }

    private String text4() {
        return switch (type) {
            case 3 ->
                switch (code) {
                    case 0 -> "network unreachable";
                    case 1 -> "host unreachable";
                    case 2 -> "protocol unreachable";
                    case 3 -> "port unreachable";
                    case 4 -> "fragmentation needed";
                    case 9, 10, 13 -> "administratively prohibited";
                    default -> "unreachable, code " + code;
                };
            case 11 -> "time to live exceeded";
            default -> "parameter problem";
        };
    }

    private String text6() {
        return switch (type) {
            case 1 ->
                switch (code) {
                    case 0 -> "no route";
                    case 1 -> "administratively prohibited";
                    case 3 -> "address unreachable";
                    case 4 -> "port unreachable";
                    default -> "unreachable, code " + code;
                };
            case 2 -> "packet too big";
            case 3 -> "hop limit exceeded";
            default -> "parameter problem";
        };
    }
}
