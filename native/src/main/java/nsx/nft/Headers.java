package nsx.nft;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import nsx.filter.Packet;
import nsx.netlink.Ip;

/**
 * The fields in the first bytes of a packet.
 *
 * @param protocol the number in IP
 * @param number the first word of its transport header: the source port, or type and code of ICMP
 * @param second the second word: the destination port
 */
public record Headers(InetAddress source, InetAddress destination, int protocol, int number, int second) {
    private static final int ECHO_REPLY = 0;
    private static final int ECHO_REQUEST = 8;
    private static final int ECHO_REQUEST_6 = 128;
    private static final int ECHO_REPLY_6 = 129;

    /** Parses the headers; empty if there are too few bytes. */
    public static Optional<Headers> of(byte[] network, byte[] transport) {
        if (network.length < 20 || transport.length < 8) {
            return Optional.empty();
        }
        boolean six = (network[0] & 0xf0) == 0x60;
        if (six && network.length < 40) {
            return Optional.empty();
        }
        InetAddress source = Ip.of(Arrays.copyOfRange(network, six ? 8 : 12, six ? 24 : 16));
        InetAddress destination = Ip.of(Arrays.copyOfRange(network, six ? 24 : 16, six ? 40 : 20));
        int protocol = Byte.toUnsignedInt(network[six ? 6 : 9]);
        return Optional.of(new Headers(source, destination, protocol, word(transport, 0), word(transport, 2)));
    }

    private static int word(byte[] bytes, int at) {
        return Byte.toUnsignedInt(bytes[at]) << 8 | Byte.toUnsignedInt(bytes[at + 1]);
    }

    private boolean isIcmp() {
        return protocol == Packet.ICMP || protocol == Packet.ICMPV6;
    }

    private int type() {
        return number >> 8;
    }

    /** Whether the packet is an ICMP error from a router or the destination. */
    public boolean isError() {
        return isIcmp()
                && type() != ECHO_REPLY
                && type() != ECHO_REQUEST
                && type() != ECHO_REQUEST_6
                && type() != ECHO_REPLY_6;
    }

    /**
     * Whether the packet goes from the sender to the destination; otherwise it is the answer, or an error on its way
     * to the sender.
     */
    public boolean isThere(Sample sample) {
        if (isIcmp()) {
            return type() == ECHO_REQUEST || type() == ECHO_REQUEST_6;
        }
        return number == sample.number();
    }

    /** The addresses as {@code 10.0.0.1 to 10.0.0.2}. */
    public String text() {
        return Ip.text(source) + " to " + Ip.text(destination);
    }
}
