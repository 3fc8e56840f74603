package nsx.dsl;

/** Where words that last show what happens while it happens. */
public interface Live {
    /** One thing more: a line of its own. */
    void row(Object row);

    /** A value in the place of the one that was shown before, with what changed marked. */
    void frame(Object value);
}
