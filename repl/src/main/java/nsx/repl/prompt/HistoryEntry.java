package nsx.repl.prompt;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One evaluated input. An entry is one line of the file with five fields separated by tabs: milliseconds since 1970,
 * duration in milliseconds, the exit code that a script would have had, the context, and the text with line ends and
 * backslashes escaped.
 *
 * @param context the context in the form of the prompt; empty on the host
 */
public record HistoryEntry(Instant time, Duration took, int exit, String context, String text) {
    private static final int FIELDS = 5;

    String encode() {
        return time.toEpochMilli() + "\t" + took.toMillis() + "\t" + exit + "\t" + escape(context) + "\t"
                + escape(text);
    }

    /** Parses a line; empty for a line that is not an entry. */
    static Optional<HistoryEntry> decode(String line) {
        String[] fields = line.split("\t", FIELDS);
        if (fields.length < FIELDS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new HistoryEntry(
                    Instant.ofEpochMilli(Long.parseLong(fields[0])),
                    Duration.ofMillis(Long.parseLong(fields[1])),
                    Integer.parseInt(fields[2]),
                    unescape(fields[3]),
                    unescape(fields[4])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
    }

    private static String unescape(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                plain.append(c);
                continue;
            }
            char escaped = text.charAt(++i);
            plain.append(
                    switch (escaped) {
                        case 'n' -> '\n';
                        case 'r' -> '\r';
                        case 't' -> '\t';
                        default -> escaped;
                    });
        }
        return plain.toString();
    }
}
