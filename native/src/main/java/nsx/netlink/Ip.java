package nsx.netlink;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Converts IP addresses between bytes and text, never using host names or a resolver. */
public final class Ip {
    /** The address family of IPv4, in messages and socket addresses. */
    public static final int AF_INET = 2;
    /** The address family of IPv6. */
    public static final int AF_INET6 = 10;

    private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private Ip() {}

    /**
     * Makes an address of 4 or 16 bytes; 16 bytes stay IPv6 even if they map an IPv4 address.
     *
     * @throws CodecException for another length
     */
    public static InetAddress of(byte[] bytes) {
        try {
            return bytes.length == 16 ? Inet6Address.getByAddress(null, bytes, -1) : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new CodecException("an IP address of " + bytes.length + " bytes");
        }
    }

    /**
     * Parses a literal such as {@code 10.0.0.1} or {@code fd00::1}.
     *
     * @throws IllegalArgumentException for anything else, host names included
     */
    public static InetAddress parse(String literal) {
        byte[] bytes = literal.contains(":") ? parse6(literal) : parse4(literal);
        if (bytes == null) {
            throw new IllegalArgumentException("an IP address is needed, not " + literal);
        }
        return of(bytes);
    }

    private static byte[] parse4(String literal) {
        if (!V4.matcher(literal).matches()) {
            return null;
        }
        byte[] bytes = new byte[4];
        String[] parts = literal.split("\\.");
        for (int i = 0; i < 4; i++) {
            int part = Integer.parseInt(parts[i]);
            if (part > 255) {
                return null;
            }
            bytes[i] = (byte) part;
        }
        return bytes;
    }

    private static byte[] parse6(String literal) {
        int gap = literal.indexOf("::");
        if (gap < 0) {
            byte[] whole = groups(literal);
            return whole != null && whole.length == 16 ? whole : null;
        }
        byte[] head = groups(literal.substring(0, gap));
        byte[] tail = groups(literal.substring(gap + 2));
        if (head == null || tail == null || head.length + tail.length > 14) {
            return null;
        }
        byte[] bytes = Arrays.copyOf(head, 16);
        System.arraycopy(tail, 0, bytes, 16 - tail.length, tail.length);
        return bytes;
    }

    /** Parses groups of sixteen bits separated by colons; the last may be an IPv4 address. */
    private static byte[] groups(String text) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] parts = text.split(":", -1);
        byte[] bytes = new byte[0];
        for (int i = 0; i < parts.length; i++) {
            byte[] group = i == parts.length - 1 && parts[i].contains(".") ? parse4(parts[i]) : group(parts[i]);
            if (group == null) {
                return null;
            }
            bytes = Arrays.copyOf(bytes, bytes.length + group.length);
            System.arraycopy(group, 0, bytes, bytes.length - group.length, group.length);
        }
        return bytes.length > 16 ? null : bytes;
    }

    private static byte[] group(String text) {
        if (text.isEmpty() || text.length() > 4 || !text.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            return null;
        }
        int value = Integer.parseInt(text, 16);
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    /** Formats an address as RFC 5952 recommends: {@code 10.0.0.1}, {@code fd00::1}. */
    public static String text(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? text4(bytes, 0, -1) : text6(bytes);
    }

    /**
     * Formats the address of 4 or 16 bytes at a position of others, without an object for it.
     *
     * @param prefix the length of the network part, which follows after a slash; negative for none
     * @throws CodecException for another number of bytes
     */
    public static String text(byte[] bytes, int at, int length, int prefix) {
        if (length == 4) {
            return text4(bytes, at, prefix);
        }
        String address = text(of(Arrays.copyOfRange(bytes, at, at + length)));
        return prefix < 0 ? address : address + "/" + prefix;
    }

    private static String text4(byte[] bytes, int at, int prefix) {
        byte[] text = new byte["255.255.255.255/255".length()];
        int end = 0;
        for (int i = 0; i < 4; i++) {
            if (i > 0) {
                text[end++] = '.';
            }
            end = decimal(text, end, bytes[at + i] & 0xff);
        }
        if (prefix >= 0) {
            text[end++] = '/';
            end = decimal(text, end, prefix);
        }
        return new String(text, 0, end, StandardCharsets.ISO_8859_1);
    }

    /** Writes a number below 1000 into a text; returns where it ends. */
    private static int decimal(byte[] text, int at, int number) {
        int end = at;
        if (number >= 100) {
            text[end++] = (byte) ('0' + number / 100);
        }
        if (number >= 10) {
            text[end++] = (byte) ('0' + number / 10 % 10);
        }
        text[end++] = (byte) ('0' + number % 10);
        return end;
    }

    private static String text6(byte[] bytes) {
        int start = -1;
        int longest = 1;
        for (int i = 0; i < 8; i++) {
            int run = zeros(bytes, i);
            if (run > longest) {
                start = i;
                longest = run;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == start) {
                text.append("::");
                i += longest - 1;
                continue;
            }
            if (i > 0 && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString((bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff));
        }
        return text.toString();
    }

    private static int zeros(byte[] bytes, int group) {
        int end = group;
        while (end < 8 && bytes[2 * end] == 0 && bytes[2 * end + 1] == 0) {
            end++;
        }
        return end - group;
    }
}
