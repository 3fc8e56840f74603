package nsx.nft;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import nsx.netlink.Ip;

/** Builds the conditions of a rule from the same expressions as nft(8). */
final class RuleConditions {
    private static final int DESTINATION_PORT = 2;
    private static final int PORT_BYTES = 2;
    private static final int IFNAMSIZ = 16;
    /** RTN_LOCAL, an address of this machine, in host byte order. */
    static final String LOCAL = routeType(2);
    /** RTN_UNICAST, an address elsewhere, in host byte order. */
    static final String UNICAST = routeType(1);

    private RuleConditions() {}

    private static String routeType(int number) {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
                ? String.format("%02x000000", number)
                : String.format("%08x", number);
    }

    static int family(InetAddress address) {
        return address instanceof Inet6Address ? Ip.AF_INET6 : Ip.AF_INET;
    }

    /** The condition {@code meta nfproto ipv4}. */
    static List<Expression> family(int family) {
        return List.of(
                new Expression.Meta("nfproto"),
                new Expression.Compare("==", HexFormat.of().toHexDigits((byte) family)));
    }

    /** The condition {@code ip saddr 10.0.0.0/24}. */
    static List<Expression> source(String operator, InetAddress network, int length) {
        return network(operator, network, length, network instanceof Inet6Address ? 8 : 12);
    }

    /** The condition {@code ip daddr 10.0.0.0/24}. */
    static List<Expression> destination(String operator, InetAddress network, int length) {
        return network(operator, network, length, network instanceof Inet6Address ? 24 : 16);
    }

    /** Compares a network: whole bytes directly, other lengths with a mask. */
    private static List<Expression> network(String operator, InetAddress network, int length, int offset) {
        byte[] address = network.getAddress();
        int bytes = length % 8 == 0 ? length / 8 : address.length;
        Expression load = new Expression.Payload("network", offset, bytes);
        Expression compare = new Expression.Compare(operator, HexFormat.of().formatHex(address, 0, bytes));
        return length % 8 == 0
                ? List.of(load, compare)
                : List.of(load, new Expression.Mask(HexFormat.of().formatHex(mask(address.length, length))), compare);
    }

    private static byte[] mask(int bytes, int length) {
        byte[] mask = new byte[bytes];
        for (int bit = 0; bit < length; bit++) {
            mask[bit / 8] |= (byte) (0x80 >> bit % 8);
        }
        return mask;
    }

    /**
     * The condition {@code iifname "eth0"} or {@code oifname "eth0"}. It compares the name, so the device need not
     * exist.
     */
    static List<Expression> device(String key, String name) {
        byte[] padded = Arrays.copyOf(name.getBytes(StandardCharsets.UTF_8), IFNAMSIZ);
        return List.of(
                new Expression.Meta(key),
                new Expression.Compare("==", HexFormat.of().formatHex(padded)));
    }

    /** The condition {@code fib daddr type local}. */
    static List<Expression> local() {
        return List.of(new Expression.DestinationType(), new Expression.Compare("==", LOCAL));
    }

    /** The condition {@code tcp dport 8080}. */
    static List<Expression> port(Protocol protocol, int port) {
        return List.of(
                new Expression.Meta("l4proto"),
                new Expression.Compare("==", HexFormat.of().toHexDigits((byte) protocol.number())),
                new Expression.Payload("transport", DESTINATION_PORT, PORT_BYTES),
                new Expression.Compare("==", HexFormat.of().toHexDigits((short) port)));
    }
}
