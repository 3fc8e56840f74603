package nsx.dsl.session;

import java.util.function.Consumer;

/** Where words that last show what happens while it happens. */
public interface LiveDisplay {
    /** One thing more: a line of its own. */
    void row(Object row);

    /** A place of its own, where each value takes the place of the one before, with what changed marked. */
    Consumer<Object> place();
}
