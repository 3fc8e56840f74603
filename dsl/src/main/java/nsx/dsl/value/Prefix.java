package nsx.dsl.value;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import nsx.dsl.NsxException;
import nsx.netlink.Ip;

/**
 * An address with the length of its network: {@code 10.0.0.11/24}.
 *
 * @param length in bits, 0 to 32 or 128
 * @param address the address as written, host bits included
 */
public record Prefix(InetAddress address, int length) {

    /** Reads {@code 10.0.0.11/24}; without a length it is the address alone, /32 or /128. */
    public static Prefix parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = address(slash < 0 ? text : text.substring(0, slash), text);
        int bits = address.getAddress().length * 8;
        return new Prefix(address, slash < 0 ? bits : length(text.substring(slash + 1), bits, text));
    }

    /** Reads an address that has no length. */
    public static InetAddress address(String text) {
        return address(text, text);
    }

    private static InetAddress address(String text, String whole) {
        try {
            return Ip.parse(text);
        } catch (IllegalArgumentException e) {
            throw new NsxException("'" + whole + "' is no address")
                    .because(reason(text))
                    .at(whole);
        }
    }

    private static int length(String text, int bits, String whole) {
        int length = text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
        if (length < 0 || length > bits) {
            throw new NsxException("'" + whole + "' is no address")
                    .because("the prefix is a number from 0 to " + bits + ", not " + text)
                    .at(whole);
        }
        return length;
    }

    private static String reason(String text) {
        if (text.contains(":")) {
            return "not an IPv6 address: up to eight groups of four hexadecimal digits, '::' at most once";
        }
        String[] parts = text.split("\\.", -1);
        for (String part : parts) {
            if (!part.matches("\\d+")) {
                return "not an IPv4 address: '" + part + "' is no number";
            }
            if (part.length() > 3 || Integer.parseInt(part) > 255) {
                return "not an IPv4 address: " + part + " is above 255";
            }
        }
        return "not an IPv4 address: " + parts.length + " numbers where four are needed";
    }

    public boolean isIpv6() {
        return address instanceof Inet6Address;
    }

    /** The last address of an IPv4 network, which ip(8) sets as the broadcast address; null where there is none (RFC 3021). */
    public InetAddress broadcast() {
        return isIpv6() || length > 30 ? null : Ip.of(fill(0xff));
    }

    /** The network: the address with its host bits cleared. */
    public Prefix network() {
        return new Prefix(Ip.of(fill(0)), length);
    }

    public boolean contains(InetAddress other) {
        return other.getAddress().length == address.getAddress().length
                && new Prefix(other, length)
                        .network()
                        .address()
                        .equals(network().address());
    }

    private byte[] fill(int hostByte) {
        byte[] bytes = Arrays.copyOf(address.getAddress(), address.getAddress().length);
        for (int i = 0; i < bytes.length; i++) {
            int networkBits = Math.max(0, Math.min(8, length - i * 8));
            int mask = 0xff << (8 - networkBits) & 0xff;
            bytes[i] = (byte) (bytes[i] & mask | hostByte & ~mask);
        }
        return bytes;
    }

    @Override
    public String toString() {
        return Ip.text(address) + "/" + length;
    }
}
