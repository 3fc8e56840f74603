package nsx.dsl.session;

import java.util.function.Consumer;
import java.util.function.Supplier;
import nsx.dsl.shape.Facts;

/** Shows the output of words that run for some time while they run. */
public interface LiveDisplay {
    /** Adds a line. */
    void row(Object row);

    /** Whether a person sees each line as soon as it is there. */
    default boolean isTerminal() {
        return false;
    }

    /** What is to be said of a list as a whole, below its rows. */
    default void summary(Facts list) {}

    /** Something that is closed when it is over. */
    interface Progress extends AutoCloseable {
        /** Nobody sees it. */
        Progress UNSEEN = () -> {};

        @Override
        void close();
    }

    /**
     * Tells a person at a terminal what is being done, once it has taken a second and then each second.
     *
     * @param what says it now, on any thread
     */
    default Progress progress(Supplier<String> what) {
        return Progress.UNSEEN;
    }

    /** Leaves the terminal to a program until it is closed. */
    default Progress lend() {
        return Progress.UNSEEN;
    }

    /** A new area. Each value replaces the one before, with changes marked. */
    Consumer<Object> place();

    /**
     * A new area with a title above it. Each value replaces the one before, with changes marked.
     *
     * @param title what is shown how often, and how it is ended; only a person at a terminal sees it
     */
    default Consumer<Object> place(String title) {
        return place();
    }
}
