package nsx.dsl.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The description in the comment at the head of a script: {@code Summary:}, {@code Arguments:} with a line for each,
 * {@code Privileges:}. The command, completion and {@code nsx check} read it here.
 *
 * @param arguments empty if the comment has no such entry, so that the script accepts anything
 */
public record ScriptHead(String summary, Optional<List<ScriptArgument>> arguments, String privileges) {
    private static final ScriptHead NONE = new ScriptHead("", Optional.empty(), "");
    private static final Pattern COMMENT =
            Pattern.compile("\\A(?:#![^\\n]*\\n)?(?:\\s*//[^\\n]*\\n)*\\s*/\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern LINES = Pattern.compile("\\A(?:#![^\\n]*\\n)?((?:[ \\t]*//[^\\n]*\\n)+)");
    private static final Pattern SLASHES = Pattern.compile("^[ \\t]*//", Pattern.MULTILINE);
    private static final Pattern ENTRY = Pattern.compile("^\\s*(?:\\*\\s?)?(Summary|Arguments|Privileges):\\s*(.*)$");
    private static final Pattern MORE = Pattern.compile("^\\s*\\*?\\s{3,}(\\S.*)$");

    /** Parses the head of a script's text. */
    public static ScriptHead of(String script) {
        Matcher comment = COMMENT.matcher(script);
        ScriptHead head = comment.find() ? read(comment.group(1)) : NONE;
        Matcher lines = LINES.matcher(script);
        return head.isEmpty() && lines.find()
                ? read(SLASHES.matcher(lines.group(1)).replaceAll(" *"))
                : head;
    }

    private static ScriptHead read(String comment) {
        StringBuilder summary = new StringBuilder();
        StringBuilder privileges = new StringBuilder();
        List<String> arguments = null;
        String entry = "";
        int column = 0;
        for (String line : comment.lines().toList()) {
            Matcher begins = ENTRY.matcher(line);
            Matcher more = MORE.matcher(line);
            boolean first = begins.matches();
            entry = first ? begins.group(1) : more.matches() ? entry : "";
            String text = first
                    ? begins.group(2).strip()
                    : entry.isEmpty() ? "" : more.group(1).strip();
            switch (entry) {
                case "Summary" -> join(summary, text);
                case "Privileges" -> join(privileges, text);
                case "Arguments" -> {
                    arguments = arguments == null ? new ArrayList<>() : arguments;
                    column = first ? line.length() - begins.group(2).length() : column;
                    column = !first && arguments.stream().allMatch(String::isEmpty) ? more.start(1) : column;
                    // a line further to the right than the first argument continues the one before
                    boolean further = !first && more.start(1) != column;
                    arguments.add(further ? " " + text : text);
                }
                default -> {}
            }
        }
        return new ScriptHead(
                summary.toString(), Optional.ofNullable(arguments).map(ScriptArgument::all), privileges.toString());
    }

    private static void join(StringBuilder text, String more) {
        text.append(text.isEmpty() || more.isEmpty() ? "" : " ").append(more);
    }

    /** Whether the comment has none of these entries. */
    public boolean isEmpty() {
        return summary.isEmpty() && arguments.isEmpty() && privileges.isEmpty();
    }

    /** Contradictions in it. */
    public List<HeadFault> faults() {
        return HeadFault.of(arguments.orElse(List.of()));
    }

    /**
     * The text that {@code --help} prints.
     *
     * @param script the name under which the script was called
     */
    public String help(String script) {
        List<ScriptArgument> all = arguments.orElse(List.of());
        StringBuilder help = new StringBuilder(script)
                .append(summary.isEmpty() ? "" : ": " + summary)
                .append("\n\n");
        help.append("  nsx ").append(script);
        all.forEach(a -> help.append(' ').append(a.usage()));
        help.append(arguments.isEmpty() ? " [ARG…]\n" : "\n");
        int width = all.stream().mapToInt(a -> a.form().length()).max().orElse(0) + 3;
        help.append(all.isEmpty() ? "" : "\nArguments:\n");
        all.forEach(a -> help.append(("  " + a.form() + " ".repeat(width))
                        .substring(0, width + 2)
                        .stripTrailing())
                .append(" "
                        .repeat(Math.max(
                                0, a.text().isEmpty() ? 0 : width - a.form().length())))
                .append(a.text())
                .append('\n'));
        help.append(arguments.isPresent() && all.isEmpty() ? "\nIt takes no arguments.\n" : "");
        help.append(isEmpty() ? "\nNo comment at its head says what it takes.\n" : "");
        help.append(privileges.isEmpty() ? "" : "\nPrivileges: " + privileges + "\n");
        return help.toString();
    }
}
