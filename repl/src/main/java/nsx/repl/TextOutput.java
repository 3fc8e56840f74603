package nsx.repl;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import nsx.repl.render.Ascii;

/**
 * Text to a descriptor as UTF-8. Each piece is written at once and as a whole, for programs that a script starts write to the
 * same descriptor.
 */
final class TextOutput {
    private final OutputStream stream;
    private final boolean ascii;
    private volatile Consumer<String> diversion;

    /** Nobody reads any more: EPIPE. An Error, so that no script catches it by accident. */
    static final class Closed extends Error {
        private static final long serialVersionUID = 1;

        Closed(IOException cause) {
            super(cause);
        }
    }

    TextOutput(OutputStream stream) {
        this(stream, false);
    }

    /** @param ascii whether its reader knows no more than ASCII: a terminal in the C locale */
    TextOutput(OutputStream stream, boolean ascii) {
        this.stream = stream;
        this.ascii = ascii;
    }

    /** From now on text goes there instead; null: to the descriptor again. */
    void divert(Consumer<String> other) {
        diversion = other;
    }

    void print(String text) {
        Consumer<String> other = diversion;
        if (other == null) {
            write(text);
        } else {
            other.accept(text);
        }
    }

    private synchronized void write(String text) {
        try {
            stream.write((ascii ? Ascii.of(text) : text).getBytes(StandardCharsets.UTF_8));
            stream.flush();
        } catch (IOException e) {
            throw new Closed(e);
        }
    }

    void line(String text) {
        print(text + "\n");
    }
}
