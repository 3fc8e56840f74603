package nsx.repl.prompt;

/** {@code !ls -l}: a line for a shell, as in other prompts. */
public final class ShellBang {
    private ShellBang() {}

    /** Whether a line is a shell line. */
    public static boolean is(String line) {
        String text = line.strip();
        return text.length() > 1 && text.charAt(0) == '!';
    }

    /**
     * The line of the language that takes the same shell text, for completion; the line itself if it is not a shell
     * line.
     */
    public static String begun(String line) {
        String text = line.stripLeading();
        return text.startsWith("!") ? "sh '" + text.substring(1) : line;
    }

    /** The line of the language that runs the shell line. */
    public static String inLanguage(String line) {
        String command = line.strip().substring(1).strip();
        return "sh '" + command.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }
}
