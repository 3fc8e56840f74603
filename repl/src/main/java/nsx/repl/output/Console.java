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
import java.util.Optional;
import java.util.function.Consumer;
import nsx.repl.render.Clean;
import nsx.repl.render.Strokes;
import nsx.repl.render.Style;
import nsx.sys.Terminals;
import org.jline.nativ.CLibrary;
import org.jline.nativ.JLineNativeLoader;

/** The three streams of a run and their properties. Data goes to standard output, everything else to standard error. */
public final class Console {
    private static final int WIDTH = 80;
    private final InputStream in;
    private TextOutput out;
    private final TextOutput err;
    private final Map<String, String> environment;
    private Tty tty;
    private final boolean ascii;
    private boolean colourAllowed = true;
    private StatusLine status;

    /**
     * Tells which of the descriptors 0, 1 and 2 are terminals, and their sizes; 0 if a terminal does not report its
     * size.
     */
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

    /** Asks through JLine's native library, which the line editor loads anyway: JNA would delay the prompt by 30 ms. */
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

    /** @param tty tells which descriptors are terminals */
    public Console(InputStream in, OutputStream out, OutputStream err, Map<String, String> environment, Tty tty) {
        this.in = in;
        // the launcher sets it if the locale does not use UTF-8
        this.ascii = Boolean.getBoolean("nsx.ascii");
        this.out = new TextOutput(out, "standard output", ascii && tty.isTerminal(1));
        this.err = new TextOutput(err, "", ascii && tty.isTerminal(2));
        this.environment = environment;
        this.tty = tty;
    }

    /** The streams of this process. */
    public static Console system() {
        return new Console(
                new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                System.getenv(),
                SYSTEM);
    }

    /** Prints a notice on standard error, in one line and cleaned, because it may contain foreign names. */
    public void notice(String text) {
        err().line("nsx: " + Clean.line(text));
    }

    /** Sends text above the line being typed; null sends it to the streams again. */
    public void divert(Consumer<String> above) {
        out.divert(above);
        err.divert(above);
    }

    /** Reserves standard output for one document; the output of programs goes to standard error. */
    public void keepOutputForDocument() {
        if (tty == SYSTEM || tty == EDITED) {
            out = new TextOutput(DocumentOutput.claim(), "standard output", false);
        }
    }

    /** Reads standard input as text to its end. */
    public String readAll() {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Standard input as bytes. */
    public InputStream input() {
        return in;
    }

    /** Claims standard input as bytes for a protocol; any other reader finds it empty. */
    public InputStream claimInput() {
        return tty == SYSTEM || tty == EDITED ? ProtocolInput.claim() : in;
    }

    /** Claims standard output as bytes for a protocol; all other output goes to standard error. */
    public OutputStream claimOutput() {
        return tty == SYSTEM || tty == EDITED ? DocumentOutput.claim() : out.bytes();
    }

    /** Standard output. */
    public TextOutput out() {
        return out;
    }

    /** Standard error. */
    public TextOutput err() {
        return err;
    }

    /** The environment variables of the run. */
    public Map<String, String> environment() {
        return environment;
    }

    /**
     * The number of lines that standard output shows at once; {@link Integer#MAX_VALUE} if it is not a terminal or
     * does not report its size.
     */
    int height() {
        return tty.isTerminal(1) && tty.rows() > 0 ? tty.rows() : Integer.MAX_VALUE;
    }

    /** The character set of the terminal. */
    public Charset charset() {
        return ascii ? StandardCharsets.US_ASCII : StandardCharsets.UTF_8;
    }

    /** Standard input. */
    public InputStream in() {
        return in;
    }

    /** Prepares for a prompt: loads the native library of the line editor. */
    public void forPrompt() {
        if (tty == SYSTEM) {
            JLineNativeLoader.initialize();
            tty = EDITED;
        }
    }

    /** Whether standard input is a terminal. */
    public boolean isInputTerminal() {
        return tty.isTerminal(0);
    }

    /** Switches colour off for both streams. */
    public void forbidColour() {
        colourAllowed = false;
    }

    /** The style of standard output. */
    public Style outStyle() {
        return style(1);
    }

    /** The style of standard error. */
    public Style errStyle() {
        return style(2);
    }

    /**
     * Decides on colour in this order: the option, NO_COLOR (no-color.org), CLICOLOR_FORCE (bixense.com/clicolors),
     * whether the stream is a terminal.
     */
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

    /** The characters for pictures on standard output; a pipe gets UTF-8 in any locale. */
    public Strokes strokes() {
        return ascii && tty.isTerminal(1) ? Strokes.ASCII : Strokes.UNICODE;
    }

    /** Whether output on standard output can be redrawn. */
    boolean drawsAgain() {
        return tty.isTerminal(1) && !"dumb".equals(environment.get("TERM"));
    }

    /** The status line; empty if no person would see it. */
    synchronized Optional<StatusLine> status() {
        if (status == null && drawsAgain() && tty.isTerminal(2)) {
            status = new StatusLine(this, System::nanoTime);
            out.below(status);
            err.below(status);
        }
        return Optional.ofNullable(status);
    }

    /** Notes that a line of the prompt begins. */
    public void beginLine() {
        status().ifPresent(StatusLine::begin);
    }

    /** Notes that a line of the prompt or a script is over. */
    public synchronized void endLine() {
        // most runs have no status line
        if (status != null) {
            status.end();
        }
    }

    /**
     * The columns of a line of standard output; {@link Integer#MAX_VALUE} if it is not a terminal, so that nothing is
     * cut for a pipe.
     */
    public int width() {
        return width(1);
    }

    /** The columns of a line of standard error; {@link Integer#MAX_VALUE} if it is not a terminal. */
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
