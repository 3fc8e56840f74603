package nsx.repl.prompt;

import java.io.IOException;
import java.util.Optional;

/** The source of a prompt's lines: an editor on a terminal that can move its cursor, or a plain terminal. */
public interface LineSource extends AutoCloseable {
    /**
     * Reads the next input, of one or more lines.
     *
     * @param typed the initial text of the line
     * @return the input; empty text after Ctrl-C; empty at the end of input
     */
    Optional<String> read(String prompt, String typed);

    /** Sets the action of Ctrl-C while a line runs. */
    void onInterrupt(Runnable action);

    /** Shows a line above the line being typed. Any thread may call it. */
    void above(String line);

    /** Changes the prompt of the line being typed, if it can be redrawn. Any thread may call it. */
    default void prompt(String text) {}

    /** The keys of an editor; empty without one. */
    default Optional<Keys> keys() {
        return Optional.empty();
    }

    /** The text to edit in an editor program, if a key asked for that instead of ending the line. */
    default Optional<String> toEdit() {
        return Optional.empty();
    }

    @Override
    void close() throws IOException;
}
