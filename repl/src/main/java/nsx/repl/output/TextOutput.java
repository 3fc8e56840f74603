package nsx.repl.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import nsx.dsl.error.NsxException;
import nsx.repl.render.Ascii;
import nsx.sys.Errno;

/**
 * Writes text to a descriptor as UTF-8. Each piece is written at once and as a whole, because started programs write
 * to the same descriptor.
 */
public final class TextOutput {
    private final OutputStream stream;
    private final String name;
    private final boolean ascii;
    private volatile Consumer<String> diversion;
    private volatile StatusLine status;

    /** Thrown if the pipe has no reader (EPIPE). It is an Error, so that no script catches it by accident. */
    public static final class Closed extends Error {
        private static final long serialVersionUID = 1;

        Closed(IOException cause) {
            super(cause);
        }
    }

    /**
     * @param name the stream's name in errors; empty to report no errors
     * @param ascii whether to write ASCII only, for a terminal in the C locale
     */
    TextOutput(OutputStream stream, String name, boolean ascii) {
        this.stream = stream;
        this.name = name;
        this.ascii = ascii;
    }

    OutputStream bytes() {
        return stream;
    }

    /** Sends text to the consumer instead; null sends it to the descriptor again. */
    void divert(Consumer<String> other) {
        diversion = other;
    }

    /** Sets the status line below all output, which is erased before other text. */
    void below(StatusLine line) {
        status = line;
    }

    /**
     * Writes the text at once.
     *
     * @throws Closed if the pipe has no reader
     */
    public void print(String text) {
        Consumer<String> other = diversion;
        StatusLine line = status;
        if (other != null) {
            other.accept(text);
        } else if (line == null) {
            write(text);
        } else {
            line.printing(text, () -> write(text));
        }
    }

    /** Writes the text without erasing the status line. */
    synchronized void write(String text) {
        try {
            stream.write((ascii ? Ascii.of(text) : text).getBytes(StandardCharsets.UTF_8));
            stream.flush();
        } catch (IOException e) {
            if ("Broken pipe".equals(e.getMessage())) {
                throw new Closed(e);
            }
            refuse(e.getMessage());
        }
    }

    /** Reports that text cannot be written; for standard error nothing is reported, because there is no other place. */
    private void refuse(String reason) {
        if (!name.isEmpty()) {
            throw new NsxException("cannot write to " + name)
                    .because(reason
                            + Errno.ofText(reason).map(e -> " (" + e + ")").orElse(""));
        }
    }

    /** Writes the text and a line end. */
    public void line(String text) {
        print(text + "\n");
    }
}
