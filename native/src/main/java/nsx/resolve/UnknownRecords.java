package nsx.resolve;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/** Records that JNDI does not know: it asks for them by number and has their bytes. */
final class UnknownRecords {
    private static final Map<String, String> NUMBERS = Map.of("CAA", "257");

    private UnknownRecords() {}

    /** A type as JNDI takes it. */
    static String asked(String type) {
        return NUMBERS.getOrDefault(type, type);
    }

    /** A record as dig(1) writes it. */
    static String text(String type, Object record) {
        return record instanceof byte[] bytes ? (type.equals("CAA") ? caa(bytes) : hex(bytes)) : String.valueOf(record);
    }

    /** {@code 0 issue "ca.example.org"} (RFC 8659): flags, the length of the tag, the tag, and the value. */
    private static String caa(byte[] bytes) {
        int value = bytes.length < 2 ? Integer.MAX_VALUE : 2 + Byte.toUnsignedInt(bytes[1]);
        if (value > bytes.length) {
            return hex(bytes);
        }
        String tag = new String(bytes, 2, value - 2, StandardCharsets.ISO_8859_1);
        String text = new String(bytes, value, bytes.length - value, StandardCharsets.ISO_8859_1);
        return Byte.toUnsignedInt(bytes[0]) + " " + tag + " \"" + text + "\"";
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
