package nsx.repl.render;

import org.jline.jansi.Ansi;
import org.jline.jansi.Ansi.Erase;

/** The escape sequences that change the screen or the modes of a terminal. Colour and style are in {@link Style}. */
public final class Screen {
    /** Erases the lines that have scrolled out of the screen (xterm's ED 3). Jansi has no name for it. */
    private static final String ERASE_SCROLLED = "\033[3J";
    /** Switches bracketed paste and the keypad's application mode off (xterm). The line editor may not have had the time to. */
    private static final String EDITING_OFF = "\033[?2004l\033[?1l\033>";

    private Screen() {}

    /** Moves to the beginning of the line that many lines further up, and erases it with all below (ECMA-48: CPL, ED). */
    public static String back(int lines) {
        return new Ansi().cursorUpLine(lines).eraseScreen(Erase.FORWARD).toString();
    }

    /** Writes text over the line that the cursor is in. */
    public static String overLine(String text) {
        return "\r" + text + new Ansi().eraseLine(Erase.FORWARD);
    }

    /** Erases the screen with all that has scrolled out of it, and moves to its first line. */
    public static String cleared() {
        return new Ansi().cursor(1, 1).eraseScreen() + ERASE_SCROLLED;
    }

    /** Ends the modes in which a line is edited, for a prompt that a signal ends. */
    public static String editingOff() {
        return EDITING_OFF;
    }
}
