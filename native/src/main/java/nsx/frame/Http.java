package nsx.frame;

import java.util.List;

/** The first line of a request or an answer of HTTP/1 (RFC 9112) and of SSDP. */
final class Http {
    private static final int LONGEST = 80;
    private static final List<String> BEGINNINGS =
            List.of("GET ", "POST ", "HTTP/1.", "HEAD ", "PUT ", "DELETE ", "OPTIONS ", "CONNECT ", "PATCH ", "TRACE ");
    private static final List<String> SSDP = List.of("M-SEARCH ", "NOTIFY ", "HTTP/1.");

    private Http() {}

    static String read(Bytes in) {
        return line(in, BEGINNINGS);
    }

    static String ssdp(Bytes in) {
        return line(in, SSDP);
    }

    private static String line(Bytes in, List<String> beginnings) {
        Decoder.require(beginnings.stream().anyMatch(b -> begins(in, b)));
        int length = 0;
        while (length < in.left() && length <= LONGEST && Printable.is(in.peek(length))) {
            length++;
        }
        return Printable.of(in.bytes(length), LONGEST);
    }

    private static boolean begins(Bytes in, String text) {
        if (!in.has(text.length())) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (in.peek(i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
