package nsx.dsl.session;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nsx.dsl.shape.Facts;

/** Shows the output of words that run for some time while they run. */
public interface LiveDisplay {
    /** Adds a line with all that is known of a row. */
    void row(Object row);

    /** Adds a line with these columns of a row, as a table of such rows has them. */
    default void row(Object row, List<String> columns) {
        row(row);
    }

    /** Whether a person sees each line as soon as it is written. */
    default boolean isTerminal() {
        return false;
    }

    /** Shows the facts of a list as a whole, below its rows. */
    default void summary(Facts list) {}

    /** A display that is closed at the end of the activity. */
    interface Progress extends AutoCloseable {
        /** A progress that nobody sees. */
        Progress UNSEEN = () -> {};

        @Override
        void close();
    }

    /**
     * Tells a person at a terminal about an activity after a second, and then every second.
     *
     * @param what returns the current activity, on any thread
     */
    default Progress progress(Supplier<String> what) {
        return Progress.UNSEEN;
    }

    /** Leaves the terminal to a program until the result is closed. */
    default Progress lend() {
        return Progress.UNSEEN;
    }

    /** A new area. Each value replaces the one before, with changes marked. */
    Consumer<Object> place();

    /**
     * A new area with a title above it. Each value replaces the one before, with changes marked.
     *
     * @param title the content, the interval and how to end it; only shown at a terminal
     */
    default Consumer<Object> place(String title) {
        return place();
    }
}
