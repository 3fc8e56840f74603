package nsx.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A line of a ledger: fields separated by tabs, of which the first names the kind of line. A line without a line feed
 * is recognised as partly written.
 */
public record LedgerLine(List<String> fields) {
    /** The first line: version, boot, run, time in milliseconds since 1970, user, script. */
    static final String HEAD = "nsx-ledger";
    /** The line of an operation about to start: time, namespaces, context's name, sentence, command line. */
    static final String DO = "do";
    /** The line of a created object: the fields of a {@link Thing}, context's name. */
    static final String MADE = "made";
    /** The line that can undo a change of a block: number, whether the change is made, sentence, inverses. */
    public static final String BACK = "back";
    /** The line of a change that is no longer to be undone: its number. */
    public static final String FORGET = "forget";
    /** The line that keeps all changes of the lines before. */
    public static final String KEPT = "kept";
    /** The line of a run that ended by itself: time. */
    static final String END = "end";

    /** Makes a line of these fields. */
    public static LedgerLine of(String... fields) {
        return new LedgerLine(Arrays.asList(fields));
    }

    /** Returns the line with its line feed. */
    public String text() {
        return String.join("\t", fields.stream().map(LedgerLine::escaped).toList()) + "\n";
    }

    /** Reads the lines of a ledger; an incomplete last line is left out. */
    public static List<LedgerLine> read(String text) {
        List<LedgerLine> all = new ArrayList<>();
        for (int from = 0, to; (to = text.indexOf('\n', from)) >= 0; from = to + 1) {
            all.add(new LedgerLine(Arrays.stream(text.substring(from, to).split("\t", -1))
                    .map(LedgerLine::plain)
                    .toList()));
        }
        return all;
    }

    /** Whether the first field is {@code what}. */
    public boolean is(String what) {
        return fields.get(0).equals(what);
    }

    /** Whether the line describes a created object. */
    public boolean isMade() {
        return is(MADE);
    }

    boolean is(String what, int length) {
        return fields.size() == length && fields.get(0).equals(what);
    }

    /** The created object that the line describes; empty for any other line. */
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
            // the line is damaged
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
