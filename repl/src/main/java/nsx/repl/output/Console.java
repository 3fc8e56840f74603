package nsx.repl.output;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import nsx.repl.render.Clean;
import nsx.repl.render.Strokes;
import nsx.repl.render.Style;
import nsx.sys.Terminals;
import org.jline.nativ.CLibrary;
import org.jline.nativ.JLineNativeLoader;

/** The three streams of a run and what is known of them. Data goes to the first, everything else to the second. */
public final class Console {
    private static final int WIDTH = 80;
    private final InputStream in;
    private TextOutput out;
    private final TextOutput err;
    private final Map<String, String> environment;
    private Tty tty;
    private final boolean ascii;
    private boolean colourAllowed = true;

    /** Which of the descriptors 0, 1, 2 is a terminal, and how wide and high the terminal is, 0 when it does not say. */
    public interface Tty {
        boolean isTerminal(int descriptor);

        int columns();

        int rows();
    }

    private static final Tty SYSTEM = new Tty() {
        @Override
        public boolean isTerminal(int descriptor) {
            return Terminals.isTerminal(descriptor);
        }

        @Override
        public int columns() {
            return Math.max(Terminals.columns(1), Terminals.columns(2));
        }

        @Override
        public int rows() {
            return Terminals.rows(1);
        }
    };

    /** The same by the library that the line editor loads anyhow: JNA takes 30 ms to come up, which a prompt has no time for. */
    private static final Tty EDITED = new Tty() {
        @Override
        public boolean isTerminal(int descriptor) {
            return CLibrary.isatty(descriptor) == 1;
        }

        @Override
        public int columns() {
            return SYSTEM.columns();
        }

        @Override
        public int rows() {
            return SYSTEM.rows();
        }
    };

    public static final Tty NO_TERMINAL = new Tty() {
        @Override
        public boolean isTerminal(int descriptor) {
            return false;
        }

        @Override
        public int columns() {
            return 0;
        }

        @Override
        public int rows() {
            return 0;
        }
    };

    public Console(InputStream in, OutputStream out, OutputStream err, Map<String, String> environment, Tty tty) {
        this.in = in;
        // the launcher says so when the locale is not one of UTF-8
        this.ascii = Boolean.getBoolean("nsx.ascii");
        this.out = new TextOutput(out, "standard output", ascii && tty.isTerminal(1));
        this.err = new TextOutput(err, "", ascii && tty.isTerminal(2));
        this.environment = environment;
        this.tty = tty;
    }

    /** The process's own. */
    public static Console system() {
        return new Console(
                new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                System.getenv(),
                SYSTEM);
    }

    /** Says something that is no error on standard error, in one line: it may hold names that others chose. */
    public void notice(String text) {
        err().line("nsx: " + Clean.line(text));
    }

    /** While a line is typed, text goes above it; null: where it belongs again. */
    public void divert(Consumer<String> above) {
        out.divert(above);
        err.divert(above);
    }

    /** Keeps standard output for one document: what programs write there goes to standard error. */
    public void keepOutputForDocument() {
        if (tty == SYSTEM || tty == EDITED) {
            out = new TextOutput(DocumentOutput.claim(), "standard output", false);
        }
    }

    /** Standard input as text, to its end. */
    public String readAll() {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TextOutput out() {
        return out;
    }

    public TextOutput err() {
        return err;
    }

    public Map<String, String> environment() {
        return environment;
    }

    /** How many lines standard output shows at once; without end when it is no terminal or does not say. */
    int height() {
        return tty.isTerminal(1) && tty.rows() > 0 ? tty.rows() : Integer.MAX_VALUE;
    }

    /** What its terminal writes and understands. */
    public Charset charset() {
        return ascii ? StandardCharsets.US_ASCII : StandardCharsets.UTF_8;
    }

    public InputStream in() {
        return in;
    }

    /** A prompt is about to come up. */
    public void forPrompt() {
        if (tty == SYSTEM) {
            JLineNativeLoader.initialize();
            tty = EDITED;
        }
    }

    public boolean isInputTerminal() {
        return tty.isTerminal(0);
    }

    public void forbidColour() {
        colourAllowed = false;
    }

    public Style outStyle() {
        return style(1);
    }

    public Style errStyle() {
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

    /** What pictures on standard output are drawn with: a pipe is UTF-8 in any locale. */
    public Strokes strokes() {
        return ascii && tty.isTerminal(1) ? Strokes.ASCII : Strokes.UNICODE;
    }

    /** Whether standard output can be drawn over. */
    boolean drawsAgain() {
        return tty.isTerminal(1) && !"dumb".equals(environment.get("TERM"));
    }

    /** What fits into a line of standard output; without end when it is no terminal: nothing is cut for a pipe. */
    public int width() {
        return width(1);
    }

    /** The same of standard error. */
    public int errWidth() {
        return width(2);
    }

    private int width(int descriptor) {
        if (!tty.isTerminal(descriptor)) {
            return Integer.MAX_VALUE;
        }
        String columns = environment.getOrDefault("COLUMNS", "");
        if (columns.matches("[1-9]\\d{0,4}")) {
            return Integer.parseInt(columns);
        }
        return tty.columns() > 0 ? tty.columns() : WIDTH;
    }
}
