package nsx.repl.render;

/** The characters that a picture is drawn with. */
public enum Strokes {
    UNICODE,
    ASCII;

    private static final String PLAIN = " |||-+++-+++-+++";
    private static final String LINES = " │││─┘┐┤─└┌├─┴┬┼";
    static final int UP = 1;
    static final int DOWN = 2;
    static final int LEFT = 4;
    static final int RIGHT = 8;

    /** The character that leads in these directions. */
    char line(int directions) {
        return (this == UNICODE ? LINES : PLAIN).charAt(directions);
    }

    /** The text with arrows and dots that this has. */
    String text(String text) {
        return this == UNICODE
                ? text
                : text.replace("↔", "<->").replace("→", "->").replace("…", "~").replace("·", "-");
    }
}
