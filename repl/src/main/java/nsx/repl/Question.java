package nsx.repl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that ends with a question mark and asks what something is: a word ({@code route.get?}), a variable or what is within it
 * ({@code out[2].name?}), a device or namespace by name ({@code link('eth0')?}), or nothing at all, which asks for help. What it
 * can name needs no code to be run; any other line with a question mark at its end is Groovy's.
 *
 * @param subject as it was typed
 * @param root a variable, a word, a device or a namespace; empty for none
 * @param argument what the root is called with, or null when it is not called
 * @param steps names of properties, keys and indexes ({@link Integer})
 */
record Question(String subject, String root, String argument, List<Object> steps) {
    private static final String NAME = "[\\p{L}_$][\\p{L}\\p{N}_$]*";
    private static final String TEXT = "'[^'\\\\\\n]*'|\"[^\"\\\\$\\n]*\"";
    private static final Pattern ROOT =
            Pattern.compile("(" + NAME + ")(?:\\(\\s*(" + TEXT + "|)\\s*\\)|[ \\t]+(" + TEXT + "))?");
    private static final Pattern STEP =
            Pattern.compile("\\.(" + NAME + ")|\\[\\s*(-?\\d{1,9})\\s*]|\\[\\s*(" + TEXT + ")\\s*]");

    /** The question that the line asks; empty when it is none. */
    static Optional<Question> of(String line) {
        String text = line.strip();
        if (!text.endsWith("?")) {
            return Optional.empty();
        }
        String subject = text.substring(0, text.length() - 1).strip();
        if (subject.isEmpty()) {
            return Optional.of(new Question("", "", null, List.of()));
        }
        Matcher root = ROOT.matcher(subject);
        if (!root.lookingAt()) {
            return Optional.empty();
        }
        String argument = root.group(2) != null ? root.group(2) : root.group(3);
        return steps(subject, root.end())
                .map(steps ->
                        new Question(subject, root.group(1), argument == null ? null : unquoted(argument), steps));
    }

    /** Whether the whole subject is a name with dots, as words have. */
    boolean isName() {
        return argument == null && steps.stream().allMatch(String.class::isInstance) && subject.indexOf('[') < 0;
    }

    private static Optional<List<Object>> steps(String subject, int from) {
        List<Object> steps = new ArrayList<>();
        Matcher step = STEP.matcher(subject);
        int at = from;
        while (at < subject.length()) {
            if (!step.region(at, subject.length()).lookingAt()) {
                return Optional.empty();
            }
            steps.add(
                    step.group(1) != null
                            ? step.group(1)
                            : step.group(2) != null ? Integer.valueOf(step.group(2)) : unquoted(step.group(3)));
            at = step.end();
        }
        return Optional.of(List.copyOf(steps));
    }

    private static String unquoted(String text) {
        return text.isEmpty() ? text : text.substring(1, text.length() - 1);
    }
}
