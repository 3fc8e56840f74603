package nsx.netlink;

import java.util.HexFormat;
import java.util.Locale;

/** Formats bytes in hexadecimal. */
final class Hex {
    private static final HexFormat PLAIN = HexFormat.of();
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

    private Hex() {}

    static String of(byte[] bytes) {
        return "0x" + PLAIN.formatHex(bytes);
    }

    static String colons(byte[] bytes) {
        return COLONS.formatHex(bytes);
    }

    static byte[] parseColons(String text) {
        return COLONS.parseHex(text.toLowerCase(Locale.ROOT).replace('-', ':'));
    }
}
