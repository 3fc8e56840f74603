package nsx.repl.render;

import java.util.Locale;
import java.util.Map;

/** Which characters a picture may be drawn with. */
public enum Charset {
    UNICODE,
    ASCII;

    private static final String PLAIN = " |||-+++-+++-+++";
    private static final String LINES = " │││─┘┐┤─└┌├─┴┬┼";
    static final int UP = 1;
    static final int DOWN = 2;
    static final int LEFT = 4;
    static final int RIGHT = 8;

    /** That of the locale, which the first of these that is set names (locale(7)); without one it is ASCII. */
    public static Charset of(Map<String, String> environment) {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String locale = environment.getOrDefault(name, "");
            if (!locale.isEmpty()) {
                return locale.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8") ? UNICODE : ASCII;
            }
        }
        return ASCII;
    }

    /** The character that leads in these directions. */
    char line(int directions) {
        return (this == UNICODE ? LINES : PLAIN).charAt(directions);
    }

    /** The text with arrows and dots that this has. */
    String text(String text) {
        return this == UNICODE
                ? text
                : text.replace("↔", "<->")
                        .replace("→", "->")
                        .replace("…", "...")
                        .replace("·", "-");
    }
}
