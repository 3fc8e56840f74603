package nsx.repl.prompt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.jline.utils.Signals;

/**
 * Reads lines from a terminal that cannot move its cursor ({@code TERM=dumb}: a shell window of an editor, a
 * printer). It uses the kernel's line editing, and writes nothing but the prompt.
 */
public final class PlainLines implements LineSource {
    private static final String MORE = "> ";
    private final InputStream in;
    private final Consumer<String> out;
    private volatile Runnable interrupt = () -> {};
    private volatile String waiting;
    private final StringBuilder block = new StringBuilder();

    /** @param out receives the prompt */
    public PlainLines(InputStream in, Consumer<String> out) {
        this.in = in;
        this.out = out;
        Signals.register("INT", this::interrupted);
    }

    @Override
    public void onInterrupt(Runnable action) {
        interrupt = action;
    }

    /** Handles an interrupt: the terminal has discarded the typed part of the line. */
    private void interrupted() {
        String prompt = waiting;
        if (prompt == null) {
            interrupt.run();
        } else {
            synchronized (block) {
                block.setLength(0);
            }
            out.accept("\n" + prompt);
        }
    }

    @Override
    public Optional<String> read(String prompt, String typed) {
        block.setLength(0);
        waiting = prompt;
        try {
            out.accept(prompt);
            while (true) {
                Optional<String> line = line();
                if (line.isEmpty()) {
                    return Optional.empty();
                }
                synchronized (block) {
                    block.append(block.length() == 0 ? "" : "\n").append(line.get());
                    if (!Completeness.isIncomplete(block.toString())) {
                        return Optional.of(block.toString());
                    }
                }
                out.accept(MORE);
            }
        } catch (IOException e) {
            return Optional.empty();
        } finally {
            waiting = null;
        }
    }

    private Optional<String> line() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return Optional.empty();
            }
            bytes.write(b);
        }
        return Optional.of(bytes.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void above(String line) {
        out.accept(line.endsWith("\n") ? line : line + "\n");
    }

    @Override
    public void close() {}
}
