package nsx.repl.render;

import java.util.function.UnaryOperator;
import org.jline.jansi.Ansi;
import org.jline.jansi.Ansi.Attribute;

/** Writes text with colour or without. Every sequence is closed at once, so cutting a line never leaves one open. */
public enum Style {
    PLAIN,
    COLOUR;

    /** The text as a heading. */
    public String bold(String text) {
        return styled(text, Ansi::bold);
    }

    /** The text as a remark. */
    public String faint(String text) {
        return styled(text, ansi -> ansi.a(Attribute.INTENSITY_FAINT));
    }

    /** The text as the place of an error. */
    public String error(String text) {
        return styled(text, ansi -> ansi.bold().fgRed());
    }

    /** The text in red. */
    public String red(String text) {
        return styled(text, Ansi::fgRed);
    }

    /** The text in green. */
    public String green(String text) {
        return styled(text, Ansi::fgGreen);
    }

    /** The text in cyan. */
    public String cyan(String text) {
        return styled(text, Ansi::fgCyan);
    }

    private String styled(String text, UnaryOperator<Ansi> style) {
        return this == PLAIN || text.isEmpty()
                ? text
                : style.apply(new Ansi()).a(text).reset().toString();
    }
}
