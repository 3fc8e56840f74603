package nsx.nft;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import nsx.netlink.Ip;
import nsx.netlink.IpProtocol;

/**
 * Formats the values of comparisons in the words of nft(8).
 *
 * @param of the compared field in words: {@code ip saddr}, {@code tcp dport}, …
 * @param presence whether {@code fib} asks only whether there is a route
 */
record ValueText(String of, boolean presence) {
    /** The route types by number (RTN_*). */
    private static final List<String> TYPES =
            List.of("unspec", "unicast", "local", "broadcast", "anycast", "multicast", "blackhole");

    /** The connection states, from the lowest bit on. */
    private static final List<String> STATES = List.of("invalid", "established", "related", "new");

    private static final int UNTRACKED = 0x40;

    /** The connection states in a mask. */
    static String states(String mask) {
        int bits = ByteBuffer.wrap(HexFormat.of().parseHex(mask))
                .order(ByteOrder.nativeOrder())
                .getInt();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < STATES.size(); i++) {
            if ((bits & 1 << i) != 0) {
                all.add(STATES.get(i));
            }
        }
        if ((bits & UNTRACKED) != 0) {
            all.add("untracked");
        }
        return String.join(",", all);
    }

    /** The value in words; {@link RuleText#MORE} if the format of nft(8) is unknown. */
    String text(byte[] bytes) {
        if (of.endsWith("addr") && !of.startsWith("fib ")) {
            return address(bytes);
        }
        if (of.startsWith("fib ")) {
            return route(bytes);
        }
        if (of.endsWith("ifname")) {
            String name = new String(bytes, StandardCharsets.UTF_8);
            int end = name.indexOf('\0');
            return '"' + (end < 0 ? name + "*" : name.substring(0, end)) + '"';
        }
        if (of.endsWith(" mark") && bytes.length == Integer.BYTES) {
            return String.format(
                    "0x%08x",
                    ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt());
        }
        int number = bytes.length == 0 || bytes.length > Short.BYTES ? -1 : new BigInteger(1, bytes).intValue();
        return number < 0 ? RuleText.MORE : named(number);
    }

    private String named(int number) {
        return switch (of) {
            case "meta l4proto", "ip protocol", "ip6 nexthdr" ->
                IpProtocol.find(number).orElse(RuleText.MORE);
            case "icmp type" -> IcmpNames.V4.getOrDefault(number, "" + number);
            case "icmpv6 type" -> IcmpNames.V6.getOrDefault(number, "" + number);
            case "ip ttl", "ip6 hoplimit" -> "" + number;
            default -> of.endsWith(" sport") || of.endsWith(" dport") ? "" + number : RuleText.MORE;
        };
    }

    /** The result of fib: the type of an address, or whether there is a route to it. */
    private String route(byte[] bytes) {
        int number = bytes.length == Integer.BYTES
                ? ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt()
                : new BigInteger(1, bytes).intValue();
        if (of.endsWith(" type")) {
            return number >= 0 && number < TYPES.size() ? TYPES.get(number) : RuleText.MORE;
        }
        return presence && number == 0 ? "missing" : presence && number == 1 ? "exists" : RuleText.MORE;
    }

    /** An address; that of a network may be cut after its last whole byte. */
    private static String address(byte[] bytes) {
        int whole = bytes.length <= 4 ? 4 : 16;
        try {
            byte[] all = Arrays.copyOf(bytes, whole);
            String text = Ip.text(InetAddress.getByAddress(all));
            return bytes.length == whole ? text : text + "/" + bytes.length * 8;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }
}
