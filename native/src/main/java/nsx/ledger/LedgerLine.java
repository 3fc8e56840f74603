package nsx.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A line of a ledger: fields between tabs; the first one says what it is. A line feed ends it, so a line that was half written is
 * recognised.
 */
public record LedgerLine(List<String> fields) {
    /** The first line: version, boot, run, time in milliseconds since 1970, user, script. */
    static final String HEAD = "nsx-ledger";
    /** What is about to be done: time, namespaces, context's name, sentence, command line. */
    static final String DO = "do";
    /** What was made: the fields of a {@link Thing}, context's name. */
    static final String MADE = "made";
    /** What takes a change of a block back: number, whether it is made, sentence, inverses. */
    public static final String BACK = "back";
    /** A change that is not to be taken back any more: its number. */
    public static final String FORGET = "forget";
    /** Nothing of the lines before is to be taken back any more. */
    public static final String KEPT = "kept";
    /** The run has ended by itself: time. */
    static final String END = "end";

    /** A line of these fields. */
    public static LedgerLine of(String... fields) {
        return new LedgerLine(Arrays.asList(fields));
    }

    /** With its line feed. */
    public String text() {
        return String.join("\t", fields.stream().map(LedgerLine::escaped).toList()) + "\n";
    }

    /** The lines of a ledger; the last one is left out unless it is complete. */
    public static List<LedgerLine> read(String text) {
        List<LedgerLine> all = new ArrayList<>();
        for (int from = 0, to; (to = text.indexOf('\n', from)) >= 0; from = to + 1) {
            all.add(new LedgerLine(Arrays.stream(text.substring(from, to).split("\t", -1))
                    .map(LedgerLine::plain)
                    .toList()));
        }
        return all;
    }

    /** Whether its first field is this. */
    public boolean is(String what) {
        return fields.get(0).equals(what);
    }

    /** Whether it tells of an object that was made. */
    public boolean isMade() {
        return is(MADE);
    }

    boolean is(String what, int length) {
        return fields.size() == length && fields.get(0).equals(what);
    }

    /** The object of a line that tells of one; empty for any other line. */
    Optional<Thing> thing() {
        try {
            return is(MADE, 8)
                    ? Optional.of(new Thing(
                            Thing.Sort.valueOf(fields.get(1)),
                            fields.get(2),
                            Long.parseLong(fields.get(3)),
                            fields.get(4),
                            fields.get(5),
                            fields.get(6)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            // damaged
            return Optional.empty();
        }
    }

    private static String escaped(String field) {
        return field.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    private static String plain(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\' && i + 1 < field.length()) {
                char next = field.charAt(++i);
                plain.append(next == 't' ? '\t' : next == 'n' ? '\n' : next);
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
