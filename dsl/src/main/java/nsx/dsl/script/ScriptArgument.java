package nsx.dsl.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One argument that a script declares in the comment at its head: {@code N  hosts, 1..250 (default 3)}, {@code --mtu
 * M  an MTU}, {@code --down  take it away}.
 *
 * @param form the form as written: {@code --mtu M}
 * @param text the description, with the default
 */
public record ScriptArgument(String form, String text) {
    private static final String CAPITALS = "[\\p{Lu}_][\\p{Lu}\\d_-]*";
    private static final Pattern LINE = Pattern.compile("(\\[?(?:--?\\p{L}[\\w-]*(?:[ =]" + CAPITALS + ")?|" + CAPITALS
            + ")(?:…|\\.\\.\\.)?\\]?|[a-z]\\w*(?=\\s{2,}))(?:\\s{2,}(.*))?");
    /** An option in the column of the first argument, with its text after one blank. */
    private static final Pattern OPTION =
            Pattern.compile("(--?\\p{L}[\\w-]*(?:[ =]" + CAPITALS + "(?!\\p{Ll}))?)\\s+(.*)");

    private static final Pattern DEFAULT = Pattern.compile("\\(default:? (?:'([^']*)'|\"([^\"]*)\"|([^);]*))[);]");
    private static final Pattern DASH = Pattern.compile("-(.)");

    /**
     * Parses the arguments in the lines of the entry; a line that is not an argument continues the one before.
     *
     * @param lines the lines, in which those in the column of the first argument begin without a blank
     */
    static List<ScriptArgument> all(List<String> lines) {
        List<ScriptArgument> all = new ArrayList<>();
        for (String written : lines) {
            String line = written.strip();
            Matcher whole = LINE.matcher(line);
            Matcher begins = whole.matches() ? whole : OPTION.matcher(written);
            boolean none = line.isEmpty() || line.matches("(?i)none|nothing|no arguments");
            if (!none && begins.matches()) {
                all.add(new ScriptArgument(begins.group(1), begins.group(2) == null ? "" : begins.group(2)));
            } else if (!line.isEmpty() && !all.isEmpty()) {
                ScriptArgument last = all.remove(all.size() - 1);
                all.add(new ScriptArgument(last.form, (last.text + " " + line).strip()));
            }
        }
        return List.copyOf(all);
    }

    private String bare() {
        return form.replaceAll("[\\[\\]…]|\\.\\.\\.", "");
    }

    /** Whether the argument is written with dashes. */
    public boolean isOption() {
        return bare().startsWith("-");
    }

    /** The name on a command line: {@code --mtu}, {@code N}. */
    public String name() {
        return bare().split("[ =]")[0];
    }

    /** Whether the argument is an option without a value. */
    public boolean isFlag() {
        return isOption() && bare().split("[ =]").length == 1;
    }

    /** Whether the argument takes all remaining values. */
    public boolean isRepeated() {
        return !isOption() && form.matches(".*(…|\\.\\.\\.)\\]?");
    }

    /** The name of its variable: in lower case, with a capital after each inner dash. */
    public String variable() {
        String plain = name().replaceFirst("^-+", "").toLowerCase(Locale.ROOT);
        return DASH.matcher(plain).replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT));
    }

    /** The default as written, without quotes. */
    public Optional<String> otherwise() {
        Matcher written = DEFAULT.matcher(text);
        return written.find()
                ? Optional.of(
                        written.group(1) != null
                                ? written.group(1)
                                : written.group(2) != null
                                        ? written.group(2)
                                        : written.group(3).strip())
                : Optional.empty();
    }

    /** Whether a run must contain the argument. */
    public boolean isRequired() {
        return !isOption()
                && !isRepeated()
                && !form.startsWith("[")
                && otherwise().isEmpty();
    }

    /** The possible values. */
    public ScriptValue value() {
        return ScriptValue.of(this);
    }

    /** The placeholder of the value: {@code M} of {@code --mtu M}. */
    String placeholder() {
        String[] parts = bare().split("[ =]");
        return parts[parts.length - 1];
    }

    /** The argument's text in a usage line. */
    String usage() {
        return isRequired() || form.startsWith("[") ? form : "[" + form + "]";
    }
}
