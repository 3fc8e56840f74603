package nsx.dsl.session;

import java.util.function.Consumer;
import nsx.dsl.shape.Facts;

/** Where words that last show what happens while it happens. */
public interface LiveDisplay {
    /** One thing more: a line of its own. */
    void row(Object row);

    /** Whether a person sees each line as soon as it is there. */
    default boolean isTerminal() {
        return false;
    }

    /** What is to be said of a list as a whole, below its rows. */
    default void summary(Facts list) {}

    /** A place of its own, where each value takes the place of the one before, with what changed marked. */
    Consumer<Object> place();
}
