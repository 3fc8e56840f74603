package nsx.repl.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PostfixExpression;
import org.codehaus.groovy.ast.expr.PrefixExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.syntax.Types;

/**
 * A line that ends with a question mark and asks what something is: a word ({@code route.get?}), a variable or what
 * is within it ({@code out[2].name?}), a device or namespace by name ({@code link('eth0')?}), any other expression
 * ({@code links()[0]?}), or nothing at all, which asks for help. A name is answered without running code. Any other
 * line that ends with a question mark is ordinary Groovy.
 *
 * @param subject the question as typed
 * @param root a variable, a word, a device or a namespace; empty for none; null for an expression, which is evaluated
 * @param argument the argument of the root's call, or null without a call
 * @param steps names of properties, keys and indexes ({@link Integer})
 */
record LineQuestion(String subject, String root, String argument, List<Object> steps) {
    private static final String NAME = "[\\p{L}_$][\\p{L}\\p{N}_$]*";
    private static final String TEXT = "'[^'\\\\\\n]*'|\"[^\"\\\\$\\n]*\"";
    private static final Pattern ROOT =
            Pattern.compile("(" + NAME + ")(?:\\(\\s*(" + TEXT + "|)\\s*\\)|[ \\t]+(" + TEXT + "))?");
    private static final Pattern STEP =
            Pattern.compile("\\.(" + NAME + ")|\\[\\s*(-?\\d{1,9})\\s*]|\\[\\s*(" + TEXT + ")\\s*]");

    /** Parses a question; empty for any other line. */
    static Optional<LineQuestion> of(String line) {
        String text = line.strip();
        if (!text.endsWith("?")) {
            return Optional.empty();
        }
        String subject = text.substring(0, text.length() - 1).strip();
        if (subject.isEmpty()) {
            return Optional.of(new LineQuestion("", "", null, List.of()));
        }
        Matcher root = ROOT.matcher(subject);
        return root.lookingAt() ? named(subject, root).or(() -> evaluated(subject)) : evaluated(subject);
    }

    private static Optional<LineQuestion> named(String subject, Matcher root) {
        String argument = root.group(2) != null ? root.group(2) : root.group(3);
        return steps(subject, root.end())
                .map(steps ->
                        new LineQuestion(subject, root.group(1), argument == null ? null : unquoted(argument), steps));
    }

    private static Optional<LineQuestion> evaluated(String subject) {
        return isLook(subject) ? Optional.of(new LineQuestion(subject, null, null, List.of())) : Optional.empty();
    }

    /** Whether the text is a single expression that by its syntax changes nothing. */
    private static boolean isLook(String text) {
        try {
            SourceUnit unit = SourceUnit.create("question", text);
            unit.parse();
            unit.completePhase();
            unit.nextPhase();
            unit.convert();
            ModuleNode module = unit.getAST();
            List<Statement> lines = module.getStatementBlock().getStatements();
            Changes changes = new Changes();
            lines.forEach(l -> l.visit(changes));
            // the parser gives an empty text a statement without a line
            boolean expression = lines.size() == 1
                    && lines.get(0).getLineNumber() > 0
                    && (lines.get(0) instanceof ExpressionStatement || lines.get(0) instanceof ReturnStatement);
            return expression && !changes.found && module.getMethods().isEmpty();
        } catch (CompilationFailedException e) {
            return false;
        }
    }

    /** Finds expressions that change something. Words are skipped, because each word declares whether it changes anything. */
    private static final class Changes extends CodeVisitorSupport {
        /** The methods of a {@link nsx.dsl.session.Job}. */
        private static final Set<String> OF_JOBS = Set.of("kill", "bg", "fg", "wait", "close");

        private boolean found;

        @Override
        public void visitBinaryExpression(BinaryExpression e) {
            int type = e.getOperation().getType();
            found |= Types.ofType(type, Types.ASSIGNMENT_OPERATOR) || type == Types.LEFT_SHIFT;
            super.visitBinaryExpression(e);
        }

        @Override
        public void visitDeclarationExpression(DeclarationExpression e) {
            found = true;
        }

        @Override
        public void visitPostfixExpression(PostfixExpression e) {
            found = true;
        }

        @Override
        public void visitPrefixExpression(PrefixExpression e) {
            found = true;
        }

        @Override
        public void visitMethodCallExpression(MethodCallExpression call) {
            found |= !call.isImplicitThis() && OF_JOBS.contains(String.valueOf(call.getMethodAsString()));
            super.visitMethodCallExpression(call);
        }
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
