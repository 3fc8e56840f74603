package nsx.repl.complete;

import java.util.function.Supplier;

/**
 * Something that could be chosen. What is behind the suppliers is read only for those that are shown.
 *
 * @param text what is inserted
 * @param summary one line
 * @param after what is inserted behind it: a slash behind a directory; or nothing
 */
public record Item(String text, Supplier<String> summary, Supplier<String> after) {
    private static final Supplier<String> NOTHING = () -> "";

    public static Item of(String text, String summary) {
        return new Item(text, () -> summary, NOTHING);
    }

    public static Item of(String text) {
        return new Item(text, NOTHING, NOTHING);
    }

    public static Item described(String text, Supplier<String> summary) {
        return new Item(text, summary, NOTHING);
    }

    /** The same with nothing left to read. */
    Item read() {
        String said = summary.get();
        String behind = after.get();
        return new Item(text, () -> said, () -> behind);
    }

    Item withText(String other) {
        return new Item(other, summary, after);
    }
}
