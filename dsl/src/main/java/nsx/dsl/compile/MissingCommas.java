package nsx.dsl.compile;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nsx.dsl.session.Verb;
import nsx.dsl.session.Vocabulary;
import nsx.dsl.word.BlockWord;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;

/**
 * Finds arguments without a comma between them: {@code veth 'x' 'y'}. Groovy parses such a line as a chain of calls,
 * {@code veth('x').y}, which means something else or causes a strange error. No word of the language is written this
 * way. The class also finds {@code stp: true} as a line, where the colon makes a label, and {@code println [1, 2]}.
 */
final class MissingCommas extends CompilationCustomizer {
    private final Vocabulary vocabulary;
    private final Predicate<String> methods;
    private final List<Finding> findings;
    private final String text;

    /**
     * @param methods tests whether a name is that of a method outside the script and thus not a word
     * @param findings receives the findings; null makes each a compilation error
     * @param text the script
     */
    MissingCommas(Vocabulary vocabulary, Predicate<String> methods, List<Finding> findings, String text) {
        super(CompilePhase.CONVERSION);
        this.vocabulary = vocabulary;
        this.methods = methods;
        this.findings = findings;
        this.text = text;
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode node) {
        if (node.isScript()) {
            new Visitor(source, node, text).visitClass(node);
        }
    }

    private final class Visitor extends ClassCodeVisitorSupport {
        private final SourceUnit source;
        private final ClassNode script;
        private final String text;

        Visitor(SourceUnit source, ClassNode script, String text) {
            this.source = source;
            this.script = script;
            this.text = text;
        }

        @Override
        protected SourceUnit getSourceUnit() {
            return source;
        }

        @Override
        public void visitMethodCallExpression(MethodCallExpression call) {
            super.visitMethodCallExpression(call);
            if (call.isImplicitThis() || call.getMethodAsString() == null) {
                return;
            }
            Expression object = call.getObjectExpression();
            if (object instanceof VariableExpression word && isWord(word.getName()) && isApart(call.getMethod())) {
                // address '10.0.0.1/24' dev: 'br0'
                CheckValues.arguments(call).stream()
                        .flatMap(Visitor::first)
                        .filter(a -> a.getLineNumber() == call.getMethod().getLineNumber())
                        .min((a, b) -> a.getColumnNumber() - b.getColumnNumber())
                        .ifPresent(this::comma);
            } else if (isUse(object) && isApart(call.getMethod())) {
                // address '10.0.0.1/24' dev 'br0'
                named((MethodCallExpression) object, call.getMethod());
            }
        }

        /**
         * Reports {@code stp: true} as a line of a block, which Groovy takes for a label and a value without effect.
         */
        @Override
        public void visitExpressionStatement(ExpressionStatement statement) {
            super.visitExpressionStatement(statement);
            String line = line(statement);
            int at = column(statement, line);
            List<String> labels = statement.getStatementLabels();
            if (labels == null || at < 0) {
                return;
            }
            String before = line.substring(0, at).stripTrailing();
            labels.stream()
                    .filter(label -> isWord(label) && before.endsWith(label + ":"))
                    .forEach(label -> report(
                            statement.getLineNumber(),
                            // names consist of single code points
                            statement.getColumnNumber() - at + before.length() - label.length() - 1,
                            "the colon after '" + label + "' makes it a label, not a word",
                            "write " + label + " "
                                    + until(statement, line).substring(at).strip()));
        }

        /** Reports {@code println [1, 2]}, which needs parentheses. */
        @Override
        public void visitBinaryExpression(BinaryExpression expression) {
            super.visitBinaryExpression(expression);
            Expression name = expression.getLeftExpression();
            String line = line(name);
            ListArgument.better(expression, line, column(name, line), this::isWord, text)
                    .ifPresent(better -> report(name, "parentheses are missing here", "write " + better));
        }

        /** The line up to the end of the node, if the node is in it. */
        private static String until(ASTNode place, String line) {
            int end = place.getLastColumnNumber() - 1;
            boolean inside = place.getLastLineNumber() == place.getLineNumber()
                    && end > place.getColumnNumber() - 1
                    && end <= line.codePointCount(0, line.length());
            return inside ? line.substring(0, line.offsetByCodePoints(0, end)) : line;
        }

        /** The first node of an argument; named arguments have the position of the call around them. */
        private static Stream<ASTNode> first(Expression argument) {
            return argument instanceof MapExpression map
                    ? map.getMapEntryExpressions().stream().map(e -> (ASTNode) e.getKeyExpression())
                    : Stream.of(argument);
        }

        @Override
        public void visitPropertyExpression(PropertyExpression property) {
            super.visitPropertyExpression(property);
            if (isUse(property.getObjectExpression()) && isApart(property.getProperty())) {
                MethodCallExpression use = (MethodCallExpression) property.getObjectExpression();
                String name = property.getPropertyAsString();
                List<Expression> given = CheckValues.arguments(use);
                if (!given.isEmpty()
                        && given.get(given.size() - 1) instanceof VariableExpression last
                        && isOption(use, last.getName())) {
                    // address '10.0.0.1/24', dev 'br0'
                    colon(last);
                } else if (name != null
                        && character(property.getProperty(), 0) == name.charAt(0)
                        && isOfBlock(use, name)) {
                    block(property.getProperty(), name);
                } else {
                    comma(property.getProperty());
                }
            }
        }

        private boolean isUse(Expression e) {
            return e instanceof MethodCallExpression call
                    && call.isImplicitThis()
                    && call.getMethodAsString() != null
                    && isWord(call.getMethodAsString());
        }

        private boolean isWord(String name) {
            if (methods.test(name) || !script.getDeclaredMethods(name).isEmpty()) {
                return false;
            }
            return vocabulary.find(name).isPresent()
                    || vocabulary.verbs().stream()
                            .flatMap(v -> v.blockWords().stream())
                            .anyMatch(w -> w.name().equals(name));
        }

        private boolean isOption(MethodCallExpression use, String name) {
            Optional<Verb> verb = vocabulary.find(use.getMethodAsString());
            return verb.isPresent()
                    && verb.get().signature().named().stream()
                            .anyMatch(p -> p.name().equals(name));
        }

        private boolean isOfBlock(MethodCallExpression use, String name) {
            return vocabulary.find(use.getMethodAsString()).stream()
                    .flatMap(v -> v.blockWords().stream())
                    .map(BlockWord::name)
                    .anyMatch(name::equals);
        }

        /** Whether only white space precedes the expression in its line. */
        private boolean isApart(Expression e) {
            char before = character(e, -1);
            return before == ' ' || before == '\t';
        }

        private char character(ASTNode place, int offset) {
            String line = line(place);
            int at = column(place, line) + offset;
            boolean blank = at >= 0 && at < line.length() && Character.isWhitespace(line.charAt(at));
            // a dot followed by space
            boolean dotted =
                    blank && offset < 0 && line.substring(0, at).stripTrailing().matches("(?s)(|.*[.&@])");
            return at < 0 || at >= line.length() || dotted ? 0 : line.charAt(at);
        }

        private String line(ASTNode place) {
            String line = place.getLineNumber() < 1 ? null : source.getSource().getLine(place.getLineNumber(), null);
            return line == null ? "" : line;
        }

        /** The index of a node in the line; the compiler counts columns in code points. */
        private static int column(ASTNode place, String line) {
            int points = line.codePointCount(0, line.length());
            return place.getColumnNumber() < 1 || place.getColumnNumber() > points
                    ? -1
                    : line.offsetByCodePoints(0, place.getColumnNumber() - 1);
        }

        private void comma(ASTNode next) {
            report(next, "a comma is missing here", with(next, ", "));
        }

        private void named(MethodCallExpression use, Expression option) {
            boolean named = isOption(use, option.getText());
            String line = line(option);
            int end = column(option, line) + option.getText().length();
            report(
                    option,
                    named ? "a comma and a colon are missing here" : "a comma is missing here",
                    named
                            ? "write "
                                    + (before(option, line) + ", " + option.getText() + ":" + line.substring(end))
                                            .strip()
                            : with(option, ", "));
        }

        private void colon(VariableExpression option) {
            String line = line(option);
            int end = column(option, line) + option.getName().length();
            report(
                    option,
                    "a colon is missing after '" + option.getName() + "'",
                    "write " + (line.substring(0, end) + ":" + line.substring(end)).strip());
        }

        private void block(ASTNode word, String name) {
            report(
                    word,
                    "a block is missing around '" + name + "'",
                    "write " + (before(word, line(word)) + " { " + name + "() }").strip());
        }

        private String with(ASTNode next, String between) {
            String line = line(next);
            return "write " + (before(next, line) + between + line.substring(column(next, line))).strip();
        }

        private String before(ASTNode next, String line) {
            return line.substring(0, column(next, line)).stripTrailing();
        }

        private void report(ASTNode place, String message, String hint) {
            report(place.getLineNumber(), place.getColumnNumber(), message, hint);
        }

        private void report(int line, int column, String message, String hint) {
            if (findings != null) {
                findings.add(new Finding(line, column, message, hint));
                return;
            }
            Slip slip = new Slip(message, hint, line, column);
            source.getErrorCollector().addErrorAndContinue(new SyntaxErrorMessage(slip, source));
        }
    }
}
