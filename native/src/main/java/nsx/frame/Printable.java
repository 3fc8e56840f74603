package nsx.frame;

/** Text that others sent, as printable ASCII of limited length: nothing of it may control a terminal. */
final class Printable {
    private static final int LONGEST = 64;

    private Printable() {}

    static String of(byte[] bytes) {
        return of(bytes, LONGEST);
    }

    static String of(byte[] bytes, int longest) {
        StringBuilder text = new StringBuilder();
        int count = Math.min(bytes.length, longest);
        for (int i = 0; i < count; i++) {
            text.append(is(bytes[i]) ? (char) bytes[i] : '?');
        }
        return count < bytes.length ? text.append("...").toString() : text.toString();
    }

    /** Whether a byte is a printable character of ASCII, or a space. */
    static boolean is(int octet) {
        return octet >= 0x20 && octet < 0x7f;
    }

    /** The text, cut to a length. */
    static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "...";
    }
}
