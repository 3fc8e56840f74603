package nsx.repl.render;

/** Bytes as hexdump -C shows them: offset, sixteen bytes, their characters. */
final class HexDump {
    private static final int WIDTH = 16;

    private HexDump() {}

    static String of(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        for (int from = 0; from < bytes.length; from += WIDTH) {
            out.append(line(bytes, from));
        }
        return out.toString();
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
