package nsx.dsl.unit;

import java.net.InetAddress;
import nsx.dsl.error.NsxException;
import nsx.netlink.Ip;
import nsx.rtnl.Prefix;

/** Parses addresses and networks from scripts; the errors describe the mistake in the text. */
public final class IpText {
    private IpText() {}

    /**
     * Parses {@code 10.0.0.11/24}, including host bits; without a length the result is the address alone, /32 or
     * /128.
     */
    public static Prefix prefix(String text) {
        int slash = text.indexOf('/');
        InetAddress address = address(slash < 0 ? text : text.substring(0, slash), text);
        int bits = address.getAddress().length * 8;
        return new Prefix(address, slash < 0 ? bits : length(text.substring(slash + 1), bits, text));
    }

    /** Parses an address without a length. */
    public static InetAddress address(String text) {
        return address(text, text);
    }

    private static InetAddress address(String text, String whole) {
        try {
            return Ip.parse(text);
        } catch (IllegalArgumentException e) {
            throw new NsxException("'" + whole + "' is not an address")
                    .because(reason(text))
                    .at(whole);
        }
    }

    private static int length(String text, int bits, String whole) {
        int length = text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
        if (length < 0 || length > bits) {
            throw new NsxException("'" + whole + "' is not an address")
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
                return "not an IPv4 address: '" + part + "' is not a number";
            }
            if (part.length() > 3 || Integer.parseInt(part) > 255) {
                return "not an IPv4 address: " + part + " is above 255";
            }
        }
        return "not an IPv4 address: " + parts.length + " numbers instead of four";
    }
}
