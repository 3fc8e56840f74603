package nsx.repl.colon;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import nsx.dsl.error.Texts;

/** Every command that begins with a colon. The commands control the prompt, not the machine, so they are not words of the language. */
public enum ColonCommand {
    HELP("", "list these commands", Shell::help),
    HISTORY("[N]", "list this session's lines and their outcome, or the last N lines of all sessions", Shell::history),
    EDIT("", "edit the last lines in $VISUAL or $EDITOR and return them to the prompt", Shell::edit),
    SAVE(
            "FILE",
            "save this session's successful lines as a script; :save! overwrites a file",
            Shell::save,
            "topology.svg '"),
    LOAD("FILE", "evaluate a file as if its lines were typed", Shell::load, "include '"),
    TIME("LINE", "evaluate a line and print how long it took", Shell::time, ""),
    TRACE("", "print the Java stack trace of the last error", Shell::trace),
    KEYS("[emacs|vi]", "show or choose the editing keys", Shell::keys),
    CLEAR("", "clear the screen", Shell::clear),
    QUIT("", "exit the prompt", Shell::quit);

    private final String argument;
    private final String summary;
    private final BiConsumer<Shell, String> action;
    private final String like;

    ColonCommand(String argument, String summary, BiConsumer<Shell, String> action) {
        this(argument, summary, action, null);
    }

    /** @param like the text in the language that takes the same argument; null for none */
    ColonCommand(String argument, String summary, BiConsumer<Shell, String> action, String like) {
        this.argument = argument;
        this.summary = summary;
        this.action = action;
        this.like = like;
    }

    /** The command as typed: {@code :save}. */
    public String word() {
        return ":" + name().toLowerCase(Locale.ROOT);
    }

    /** The argument, in brackets if it is optional; empty for none. */
    public String argument() {
        return argument;
    }

    /** A one-line description without a full stop. */
    public String summary() {
        return summary;
    }

    /** Whether a line is a command of the prompt rather than of the language. */
    public static boolean isColonLine(String line) {
        return line.stripLeading().startsWith(":");
    }

    /** The command at the start of a line; an unambiguous prefix of its name suffices. */
    public static Optional<ColonCommand> of(String line) {
        String word = word(line).replaceFirst("!$", "");
        List<ColonCommand> all = Arrays.stream(values())
                .filter(c -> word.length() > 1 && c.word().startsWith(word))
                .toList();
        return all.stream()
                .filter(c -> c.word().equals(word) || all.size() == 1)
                .findFirst();
    }

    /** The command whose name is nearest to a misspelt one; empty if none is near. */
    public static Optional<String> near(String word) {
        List<String> names = Arrays.stream(values())
                .map(ColonCommand::word)
                .map(w -> w.substring(1))
                .toList();
        return Texts.nearest(word.substring(1), names).map(near -> ":" + near);
    }

    /** The first word of a line, as typed. */
    public static String word(String line) {
        return line.strip().split("\\s", 2)[0];
    }

    /** The argument in a line; a {@code !} right after the command comes first. */
    public static String argument(String line) {
        String[] parts = line.strip().split("\\s+", 2);
        String rest = parts.length > 1 ? parts[1] : "";
        return parts[0].endsWith("!") ? "!" + rest : rest;
    }

    /** The line of the language that takes the same argument, for completion; the line itself if there is none. */
    public static String inLanguage(String line) {
        String[] parts = line.stripLeading().split("\\s+", 2);
        return isColonLine(line) && parts.length > 1
                ? of(line).map(c -> c.like).map(like -> like + parts[1]).orElse(line)
                : line;
    }

    /** Runs the command with the rest of the line as its argument. */
    public void run(Shell shell, String line) {
        action.accept(shell, argument(line));
    }
}
