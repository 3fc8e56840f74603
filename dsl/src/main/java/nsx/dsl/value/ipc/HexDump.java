package nsx.dsl.value.ipc;

import java.util.Arrays;

/** Formats bytes as hexdump -C does: offset, sixteen bytes, their characters; an asterisk replaces repeated lines. */
public final class HexDump {
    private static final int WIDTH = 16;

    private HexDump() {}

    /** The dump as whole lines; empty text without bytes. */
    public static String of(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        boolean squeezed = false;
        for (int from = 0; from < bytes.length; from += WIDTH) {
            boolean again = repeats(bytes, from);
            if (!again) {
                out.append(line(bytes, from));
            } else if (!squeezed) {
                out.append("*\n");
            }
            squeezed = again;
        }
        return squeezed ? out.append(String.format("%08x%n", bytes.length)).toString() : out.toString();
    }

    private static boolean repeats(byte[] bytes, int from) {
        return from >= WIDTH
                && from + WIDTH <= bytes.length
                && Arrays.equals(bytes, from, from + WIDTH, bytes, from - WIDTH, from);
    }

    private static String line(byte[] bytes, int from) {
        StringBuilder hex = new StringBuilder();
        StringBuilder text = new StringBuilder();
        for (int i = from; i < from + WIDTH; i++) {
            hex.append(i % 8 == 0 ? " " : "");
            if (i < bytes.length) {
                int b = Byte.toUnsignedInt(bytes[i]);
                hex.append(String.format(" %02x", b));
                text.append(b >= ' ' && b < 0x7f ? (char) b : '.');
            } else {
                hex.append("   ");
            }
        }
        return String.format("%08x%s  |%s|%n", from, hex, text);
    }
}
