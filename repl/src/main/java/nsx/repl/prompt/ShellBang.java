package nsx.repl.prompt;

/** {@code !ls -l}: a line for a shell, as it is in other shells' prompts. */
public final class ShellBang {
    private ShellBang() {}

    /** Whether a line is one. */
    public static boolean is(String line) {
        String text = line.strip();
        return text.length() > 1 && text.charAt(0) == '!';
    }

    /** A line of the language that continues in the same way, for completion; the line itself if it is for no shell. */
    public static String begun(String line) {
        String text = line.stripLeading();
        return text.startsWith("!") ? "sh '" + text.substring(1) : line;
    }

    /** The line of the language that runs it. */
    public static String inLanguage(String line) {
        String command = line.strip().substring(1).strip();
        return "sh '" + command.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }
}
