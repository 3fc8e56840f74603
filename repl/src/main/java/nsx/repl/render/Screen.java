package nsx.repl.render;

import org.jline.jansi.Ansi;
import org.jline.jansi.Ansi.Erase;

/** The escape sequences that change the screen or the modes of a terminal. {@link Style} contains colour and style. */
public final class Screen {
    /** Erases the lines that have scrolled out of the screen (xterm's ED 3). Jansi has no name for it. */
    private static final String ERASE_SCROLLED = "\033[3J";
    /** Switches bracketed paste and the keypad's application mode off (xterm), in case the line editor did not. */
    private static final String EDITING_OFF = "\033[?2004l\033[?1l\033>";

    private Screen() {}

    /** Moves up by this many lines to the start of the line, and erases it and everything below (ECMA-48: CPL, ED). */
    public static String back(int lines) {
        return new Ansi().cursorUpLine(lines).eraseScreen(Erase.FORWARD).toString();
    }

    /** Writes text over the current line. */
    public static String overLine(String text) {
        return "\r" + text + new Ansi().eraseLine(Erase.FORWARD);
    }

    /** Erases the screen and its scrollback, and moves to the first line. */
    public static String cleared() {
        return new Ansi().cursor(1, 1).eraseScreen() + ERASE_SCROLLED;
    }

    /** Ends the modes in which a line is edited, for a prompt that a signal ends. */
    public static String editingOff() {
        return EDITING_OFF;
    }
}
