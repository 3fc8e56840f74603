package nsx.icmp;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import nsx.netlink.Ip;

/**
 * An ICMP error and the fields that it quotes of the packet that caused it, by which the sender recognizes the
 * packet.
 *
 * @param type ICMP or ICMPv6 type
 * @param code details of the error
 * @param mtu the largest packet that would pass; 0 if the error does not report it
 * @param protocol the protocol number of the packet
 * @param to the destination of the packet
 * @param first the first 16 bits after the IP header: the source port, or type and code of ICMP
 * @param second the next 16 bits: the destination port, or the checksum of ICMP
 * @param third the identifier of ICMP
 * @param fourth the sequence number of ICMP
 */
public record Quote(
        boolean six,
        int type,
        int code,
        int mtu,
        int protocol,
        InetAddress to,
        int first,
        int second,
        int third,
        int fourth) {
    private static final int HEADER = 8;
    private static final int IP6_HEADER = 40;
    private static final int UNREACHABLE = 3;
    private static final int FRAGMENTATION_NEEDED = 4;
    private static final int TIME_EXCEEDED = 11;
    private static final int UNREACHABLE_6 = 1;
    private static final int TOO_BIG_6 = 2;
    private static final int TIME_EXCEEDED_6 = 3;

    /**
     * Parses a datagram of a raw ICMP socket, as {@link IcmpMessage#parse} does; empty if the message is not an error
     * or too short.
     */
    public static Optional<Quote> parse(boolean six, byte[] datagram) {
        int start = six ? 0 : IcmpMessage.ipHeader(datagram, 0);
        int quoted = start + HEADER;
        if (start < 0 || datagram.length < quoted) {
            return Optional.empty();
        }
        int type = IcmpMessage.unsigned(datagram[start]);
        int header = six ? IP6_HEADER : IcmpMessage.ipHeader(datagram, quoted);
        int at = quoted + header;
        boolean error = six ? type >= 1 && type <= 4 : type == UNREACHABLE || type == TIME_EXCEEDED || type == 12;
        if (!error || header < 0 || datagram.length < at + HEADER) {
            return Optional.empty();
        }
        int code = IcmpMessage.unsigned(datagram[start + 1]);
        return Optional.of(new Quote(
                six,
                type,
                code,
                mtu(six, type, code, datagram, start),
                IcmpMessage.unsigned(datagram[quoted + (six ? 6 : 9)]),
                Ip.of(
                        six
                                ? Arrays.copyOfRange(datagram, quoted + 24, quoted + 40)
                                : Arrays.copyOfRange(datagram, quoted + 16, quoted + 20)),
                IcmpMessage.word(datagram, at),
                IcmpMessage.word(datagram, at + 2),
                IcmpMessage.word(datagram, at + 4),
                IcmpMessage.word(datagram, at + 6)));
    }

    private static int mtu(boolean six, int type, int code, byte[] datagram, int start) {
        if (six) {
            return type == TOO_BIG_6
                    ? IcmpMessage.word(datagram, start + 4) << 16 | IcmpMessage.word(datagram, start + 6)
                    : 0;
        }
        return type == UNREACHABLE && code == FRAGMENTATION_NEEDED ? IcmpMessage.word(datagram, start + 6) : 0;
    }

    /** Whether the hop limit of the packet ran out. */
    public boolean isSpent() {
        return type == (six ? TIME_EXCEEDED_6 : TIME_EXCEEDED);
    }

    /** Whether the packet was larger than the MTU of the next device. */
    public boolean isTooBig() {
        return six ? type == TOO_BIG_6 : type == UNREACHABLE && code == FRAGMENTATION_NEEDED;
    }

    /** Whether the packet reached its destination, where nothing listens on the port. */
    public boolean isClosedPort() {
        return six ? type == UNREACHABLE_6 && code == 4 : type == UNREACHABLE && code == 3;
    }

    /** The error in words, such as {@code time to live exceeded}. */
    public String text() {
        return new IcmpMessage(six, type, code, 0, 0, -1).text();
    }
}
