package nsx.repl.render;

/** Colour or none. Every sequence is closed at once, so cutting a line never leaves one open. */
public enum Style {
    PLAIN,
    COLOUR;

    public String bold(String text) {
        return wrap("1", text);
    }

    public String faint(String text) {
        return wrap("2", text);
    }

    public String red(String text) {
        return wrap("1;31", text);
    }

    private String wrap(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\033[" + code + "m" + text + "\033[m";
    }
}
