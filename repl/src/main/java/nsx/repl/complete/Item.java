package nsx.repl.complete;

import java.util.function.Supplier;

/**
 * A possible choice. The suppliers are called only for choices that are shown.
 *
 * @param text the inserted text
 * @param summary a one-line description
 * @param after the text inserted after it: a slash after a directory, or nothing
 */
public record Item(String text, Supplier<String> summary, Supplier<String> after) {
    private static final Supplier<String> NOTHING = () -> "";

    /** A choice with a summary. */
    public static Item of(String text, String summary) {
        return new Item(text, () -> summary, NOTHING);
    }

    /** A choice without a summary. */
    public static Item of(String text) {
        return new Item(text, NOTHING, NOTHING);
    }

    /** A choice whose summary is read when it is shown. */
    public static Item described(String text, Supplier<String> summary) {
        return new Item(text, summary, NOTHING);
    }

    /** This item with its suppliers already called. */
    Item read() {
        String said = summary.get();
        String following = after.get();
        return new Item(text, () -> said, () -> following);
    }

    Item withText(String other) {
        return new Item(other, summary, after);
    }
}
