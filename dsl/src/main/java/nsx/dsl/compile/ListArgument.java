package nsx.dsl.compile;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.syntax.Types;

/**
 * {@code println [1, 2]} and {@code show -1}: Groovy parses an index or a subtraction, with the name as a variable.
 * The argument needs parentheses.
 */
final class ListArgument {
    private static final Set<String> PRINTING = Set.of("println", "print", "printf");
    private static final Pattern LIST = Pattern.compile("[ \\t]+(\\[.*)");
    private static final Pattern NEGATIVE = Pattern.compile("[ \\t]+(-[^\\s=-].*)");
    private static final Pattern MORE = Pattern.compile("//|[;{}]");

    private ListArgument() {}

    /**
     * The corrected text; empty if the expression is not such a mistake.
     *
     * @param line the line of the script
     * @param at the index of the name in the line, from 0; -1 if unknown
     * @param word tests whether a name is a word of the language
     * @param script the whole script
     */
    static Optional<String> better(BinaryExpression e, String line, int at, Predicate<String> word, String script) {
        int operation = e.getOperation().getType();
        Pattern wanted = operation == Types.LEFT_SQUARE_BRACKET ? LIST : operation == Types.MINUS ? NEGATIVE : null;
        if (wanted == null || at < 0 || !(e.getLeftExpression() instanceof VariableExpression v)) {
            return Optional.empty();
        }
        String name = v.getName();
        boolean called = PRINTING.contains(name) || word.test(name);
        Matcher rest = wanted.matcher(line.substring(Math.min(line.length(), at + name.length())));
        if (!called || !rest.lookingAt() || isVariable(name, script)) {
            return Optional.empty();
        }
        String argument =
                MORE.matcher(rest.group(1)).find() ? "…" : rest.group(1).strip();
        return Optional.of(name + "(" + argument + ")");
    }

    /** Whether the script may have a variable of the name: assigned, declared with a type, or a parameter. */
    private static boolean isVariable(String name, String script) {
        String n = "\\b" + name;
        return Pattern.compile(n + "\\s*(?:[-+*/%]?=(?![=~])|->|,[^\\n]*->|\\bin\\b|[,)])|[\\w>\\]]\\s+" + n
                        + "\\b(?!\\s*[(\\[-])")
                .matcher(script)
                .find();
    }
}
