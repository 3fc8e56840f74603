package nsx.repl.render;

/** The characters for drawing pictures. */
public enum Strokes {
    UNICODE,
    ASCII;

    private static final String PLAIN = " |||-+++-+++-+++";
    private static final String LINES = " │││─┘┐┤─└┌├─┴┬┼";
    static final int UP = 1;
    static final int DOWN = 2;
    static final int LEFT = 4;
    static final int RIGHT = 8;

    /** The character with lines in these directions. */
    char line(int directions) {
        return (this == UNICODE ? LINES : PLAIN).charAt(directions);
    }

    /** The text with the arrows and dots of this set. */
    String text(String text) {
        return this == UNICODE
                ? text
                : text.replace("↔", "<->").replace("→", "->").replace("…", "~").replace("·", "-");
    }
}
