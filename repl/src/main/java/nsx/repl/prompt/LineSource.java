package nsx.repl.prompt;

import java.io.IOException;
import java.util.Optional;

/** The source of a prompt's lines: an editor on a terminal that can move its cursor, or a plain terminal. */
public interface LineSource extends AutoCloseable {
    /**
     * The next input, of one or more lines.
     *
     * @param typed text that is placed in the line as if it were typed
     * @return empty text after Ctrl-C; nothing at the end of input
     */
    Optional<String> read(String prompt, String typed);

    /** Sets the action of Ctrl-C while a line runs. */
    void onInterrupt(Runnable action);

    /** Shows a line above that which is being typed. Any thread may call it. */
    void above(String line);

    /** Shows another prompt before the line that is being typed, where that can be drawn again. Any thread may call it. */
    default void prompt(String text) {}

    /** The keys of an editor; empty where there is none. */
    default Optional<Keys> keys() {
        return Optional.empty();
    }

    /** The text to edit in an editor program, when a key asked for that instead of ending the line. */
    default Optional<String> toEdit() {
        return Optional.empty();
    }

    @Override
    void close() throws IOException;
}
