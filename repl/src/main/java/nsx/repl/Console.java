package nsx.repl;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import nsx.repl.render.Charset;
import nsx.repl.render.Style;
import nsx.sys.Terminals;

/** The three streams of a run and what is known of them. Data goes to the first, everything else to the second. */
final class Console {
    private static final int WIDTH = 80;
    private final InputStream in;
    private TextOutput out;
    private final TextOutput err;
    private final Map<String, String> environment;
    private final Tty tty;
    private boolean colourAllowed = true;

    /** Which of the descriptors 0, 1, 2 is a terminal, and how wide the terminal is, 0 when it does not say. */
    interface Tty {
        boolean isTerminal(int descriptor);

        int columns();
    }

    private static final Tty SYSTEM = new Tty() {
        @Override
        public boolean isTerminal(int descriptor) {
            return Terminals.isTerminal(descriptor);
        }

        @Override
        public int columns() {
            return Terminals.columns(1);
        }
    };

    static final Tty NO_TERMINAL = new Tty() {
        @Override
        public boolean isTerminal(int descriptor) {
            return false;
        }

        @Override
        public int columns() {
            return 0;
        }
    };

    Console(InputStream in, OutputStream out, OutputStream err, Map<String, String> environment, Tty tty) {
        this.in = in;
        this.out = new TextOutput(out);
        this.err = new TextOutput(err);
        this.environment = environment;
        this.tty = tty;
    }

    /** The process's own. */
    static Console system() {
        return new Console(
                new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                System.getenv(),
                SYSTEM);
    }

    /** Keeps standard output for one document: what programs write there goes to standard error. */
    /** Says something that is no error on standard error: it may hold names that others chose. */
    void notice(String text) {
        err().line("nsx: " + nsx.repl.render.Clean.text(text));
    }

    void keepOutputForDocument() {
        if (tty == SYSTEM) {
            out = new TextOutput(DocumentOutput.claim());
        }
    }

    /** Standard input as text, to its end. */
    String readAll() {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    TextOutput out() {
        return out;
    }

    TextOutput err() {
        return err;
    }

    Map<String, String> environment() {
        return environment;
    }

    boolean isInputTerminal() {
        return tty.isTerminal(0);
    }

    void forbidColour() {
        colourAllowed = false;
    }

    Style outStyle() {
        return style(1);
    }

    Style errStyle() {
        return style(2);
    }

    /** The option, then NO_COLOR (no-color.org), then CLICOLOR_FORCE (bixense.com/clicolors), then what it is. */
    private Style style(int descriptor) {
        if (!colourAllowed || !environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return Style.PLAIN;
        }
        String force = environment.getOrDefault("CLICOLOR_FORCE", "0");
        if (!force.isEmpty() && !force.equals("0")) {
            return Style.COLOUR;
        }
        boolean dumb = "dumb".equals(environment.get("TERM")) || "0".equals(environment.get("CLICOLOR"));
        return !dumb && tty.isTerminal(descriptor) ? Style.COLOUR : Style.PLAIN;
    }

    /** What the locale of the run can show. */
    Charset charset() {
        return Charset.of(environment);
    }

    /** What fits into a line of standard output; without end when it is no terminal: nothing is cut for a pipe. */
    int width() {
        if (!tty.isTerminal(1)) {
            return Integer.MAX_VALUE;
        }
        String columns = environment.getOrDefault("COLUMNS", "");
        if (columns.matches("[1-9]\\d{0,4}")) {
            return Integer.parseInt(columns);
        }
        return tty.columns() > 0 ? tty.columns() : WIDTH;
    }
}
