package nsx.dsl.session;

import java.util.function.Consumer;

/** Shows the output of words that run for some time while they run. */
public interface LiveDisplay {
    /** Adds a line. */
    void row(Object row);

    /** A new area. Each value replaces the one before, with changes marked. */
    Consumer<Object> place();
}
