package nsx.dsl.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.compile.known.Inference;
import nsx.dsl.error.Texts;
import nsx.dsl.script.ScriptHead;
import nsx.dsl.session.Verb;
import nsx.dsl.session.Vocabulary;
import nsx.dsl.word.BlockWord;
import nsx.dsl.word.Parameter;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.DynamicVariable;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * Checks each use of a word: that the word exists and takes these arguments. A script may define its own words, and
 * much depends on run-time values, so the check reports only uses that cannot work.
 */
final class CheckWords extends CompilationCustomizer {
    /** The methods that run their block with another object's methods first. */
    private static final Set<String> OTHER_SCOPES = Set.of("with", "tap", "use");

    private final Vocabulary vocabulary;
    private final ScriptHead head;
    private final List<Finding> commas = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /** @param head the script's head, which declares variables */
    CheckWords(Vocabulary vocabulary, ScriptHead head) {
        super(CompilePhase.SEMANTIC_ANALYSIS);
        this.vocabulary = vocabulary;
        this.head = head;
    }

    /** Adds the findings about missing commas. */
    List<Finding> commas() {
        return commas;
    }

    /** The findings in the order of the text. Other findings in a line with a missing comma follow from it and are left out. */
    List<Finding> findings() {
        Set<Integer> broken = commas.stream().map(Finding::line).collect(Collectors.toSet());
        return Stream.concat(commas.stream(), findings.stream().filter(f -> !broken.contains(f.line())))
                .distinct()
                .sorted(Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column))
                .toList();
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode node) {
        if (node.isScript()) {
            ScriptNames names = ScriptNames.of(node);
            head.arguments().orElse(List.of()).forEach(a -> names.add(a.variable()));
            Map<Object, Integer> assignments = Assignments.of(node);
            new Visitor(source, node, names, assignments).visitClass(node);
            Report report = this::report;
            CheckValues values = new CheckValues(source, node, names, vocabulary, assignments, report);
            values.visitClass(node);
            new CheckReturns(source, values::known, report).visitClass(node);
            new CheckCalls(source, node, names, report).visitClass(node);
            new CheckNames(source, node, names, vocabulary, report).visitClass(node);
        } else {
            new CheckClass(source, node, vocabulary, this::report).visitClass(node);
            new CheckReturns(source, new Inference(vocabulary, name -> true)::of, this::report).visitClass(node);
        }
    }

    private void report(ASTNode place, String message, String hint) {
        findings.add(new Finding(place.getLineNumber(), place.getColumnNumber(), message, hint));
    }

    private final class Visitor extends ClassCodeVisitorSupport {
        private final SourceUnit source;
        private final ClassNode script;
        private final ScriptNames names;
        private final Map<Object, Integer> assignments;
        private final BareNames bare;
        private final Set<Expression> blocks = new HashSet<>();
        private int loose;
        private final Deque<Around> around = new ArrayDeque<>(List.of(new Around(true, List.of())));

        Visitor(SourceUnit source, ClassNode script, ScriptNames names, Map<Object, Integer> assignments) {
            this.source = source;
            this.script = script;
            this.names = names;
            this.assignments = assignments;
            this.bare = new BareNames(script, names, vocabulary);
        }

        @Override
        protected SourceUnit getSourceUnit() {
            return source;
        }

        @Override
        public void visitMethodCallExpression(MethodCallExpression call) {
            Optional<BlockWord> ofBlock =
                    call.isImplicitThis() ? blockWord(call.getMethodAsString()) : Optional.empty();
            if (ofBlock.isPresent()) {
                visitUse(ofBlock.get(), call);
                return;
            }
            String word = word(call);
            Optional<Verb> verb = word == null ? Optional.empty() : vocabulary.find(word);
            if (verb.isPresent()) {
                visitUse(verb.get(), call);
            } else if (around.peek().plain && bare.isOfDevice(call)) {
                visitDevice(call);
            } else {
                boolean unknown = word != null && isUnknown(word, call);
                if (unknown) {
                    unknown(word, call);
                }
                boolean other =
                        unknown || isDelegated(call) || OTHER_SCOPES.contains(String.valueOf(call.getMethodAsString()));
                around.push(other ? Around.UNKNOWN : around.peek());
                super.visitMethodCallExpression(call);
                around.pop();
            }
        }

        /**
         * Whether the called method may run its block with another object's methods: a method of Java or of the
         * script.
         */
        private boolean isDelegated(MethodCallExpression call) {
            return call.isImplicitThis()
                    ? names.setsDelegates()
                    : !ScriptNames.isGroovys(String.valueOf(call.getMethodAsString()));
        }

        /** The called word: {@code route} or {@code route.get}; null for a method of an object. */
        private String word(MethodCallExpression call) {
            String method = call.getMethodAsString();
            if (method == null || call.isImplicitThis()) {
                return method != null && names.defines(method) ? null : method;
            }
            return call.getObjectExpression() instanceof VariableExpression v
                            && !names.defines(v.getName())
                            && vocabulary.isPrefix(v.getName())
                    ? v.getName() + "." + method
                    : null;
        }

        private boolean isUnknown(String word, MethodCallExpression call) {
            if (call.getLineNumber() < 1 || bare.isOfNamespace(call)) {
                // a { } runs in the network namespace a
                return false;
            }
            if (!around.peek().plain) {
                // a device's or a namespace's name has a block or options: only a likely misspelling of a word is
                // reported
                return call.isImplicitThis()
                        && !names.isMethodOfEveryScript(word)
                        && !bare.isSaid(call)
                        && around.peek() != Around.UNKNOWN
                        && (isNoName(call)
                                || nearInBlock(word) != null
                                || Texts.didYouMean(word, vocabulary.names()) != null);
            }
            // the value of a word may have more methods than the catalogue knows
            int dot = word.indexOf('.');
            return dot < 0
                    ? !names.isMethodOfEveryScript(word)
                    : vocabulary.find(word.substring(0, dot)).isEmpty();
        }

        /** Whether a call in a block with words of its own can be neither the name of a device nor that of a namespace. */
        private boolean isNoName(MethodCallExpression call) {
            return !around.peek().words.isEmpty() && !CheckValues.isOptionsOrBlock(call);
        }

        private void unknown(String word, MethodCallExpression call) {
            Set<String> known = new LinkedHashSet<>(vocabulary.names());
            known.addAll(names.all());
            String near = nearInBlock(word);
            report(
                    call.getMethod(),
                    "there is no word '" + word + "'",
                    near == null ? Texts.didYouMean(word, known) : near);
        }

        private Optional<BlockWord> blockWord(String name) {
            return around.peek().words.stream()
                    .filter(w -> w.name().equals(name))
                    .findFirst();
        }

        private String nearInBlock(String word) {
            return Texts.didYouMean(
                    word, around.peek().words.stream().map(BlockWord::name).toList());
        }

        /** Reports {@code up} in a block, which must be {@code up()}. */
        @Override
        public void visitExpressionStatement(ExpressionStatement statement) {
            if (statement.getExpression() instanceof VariableExpression v && !names.defines(v.getName())) {
                blockWord(v.getName())
                        .filter(w -> !w.isValue() && v.getAccessedVariable() instanceof DynamicVariable)
                        .ifPresent(w -> report(
                                v,
                                "'" + v.getName() + "' is a word of this block, and is not called",
                                "write " + w.called()));
            }
            super.visitExpressionStatement(statement);
        }

        /** Checks {@code stp = true} in a block. */
        @Override
        public void visitBinaryExpression(BinaryExpression expression) {
            if (expression.getOperation().getText().equals("=")
                    && expression.getLeftExpression() instanceof VariableExpression v
                    && v.getAccessedVariable() instanceof DynamicVariable) {
                blockWord(v.getName())
                        .ifPresentOrElse(
                                w -> Use.assigned(w.signature(), expression.getRightExpression(), this::report),
                                () -> misspelt(v));
            }
            super.visitBinaryExpression(expression);
        }

        /** Reports {@code mut = 1400}: in a block an assignment creates no variable. */
        private void misspelt(VariableExpression assigned) {
            String near = nearInBlock(assigned.getName());
            boolean declared = names.takesOthers()
                    || head.arguments().orElse(List.of()).stream()
                            .anyMatch(a -> a.variable().equals(assigned.getName()));
            if (near != null && !declared && assignments.getOrDefault(assigned.getName(), 0) == 1) {
                report(assigned, "nothing here is called '" + assigned.getName() + "'", near);
            }
        }

        private void visitUse(Verb verb, MethodCallExpression call) {
            Use use = Use.of(verb.signature(), call);
            use.problems(this::report);
            if (around.peek().plain && loose == 0) {
                use.missing(this::report);
            }
            visitInside(use, verb.hasScope() ? new Around(false, verb.possibleWords()) : around.peek());
        }

        private void visitUse(BlockWord word, MethodCallExpression call) {
            Use use = Use.of(word.signature(), call);
            use.problems(this::report);
            visitInside(use, word.block().isEmpty() ? around.peek() : new Around(false, word.block()));
        }

        private void visitDevice(MethodCallExpression call) {
            Use use = bare.use(call);
            use.problemsOfOptions(this::report);
            // the device has words of its own, such as address
            loose++;
            visitInside(use, new Around(true, bare.words()));
            loose--;
        }

        private void visitInside(Use use, Around inside) {
            around.push(inside);
            blocks.addAll(use.expressions());
            use.expressions().forEach(e -> e.visit(this));
            around.pop();
        }

        /** Counts the closures around a place that are no block of a word: one can get the methods of another object. */
        @Override
        public void visitClosureExpression(ClosureExpression closure) {
            int other = blocks.contains(closure) ? 0 : 1;
            loose += other;
            super.visitClosureExpression(closure);
            loose -= other;
        }

        private void report(ASTNode place, String message, String hint) {
            CheckWords.this.report(place, message, hint);
        }
    }

    /**
     * The block around a place in the script.
     *
     * @param plain whether only the words of the language are valid there
     * @param words the words that exist only in this block
     */
    private record Around(boolean plain, List<BlockWord> words) {
        static final Around UNKNOWN = new Around(false, List.of());
    }

    /** A suspected problem. */
    record Problem(ASTNode place, String message, String hint) {}

    /** Receives problems. */
    interface Report {
        void problem(ASTNode place, String message, String hint);
    }

    /** Whether an argument is a name followed by a block, which Groovy parses as a call. */
    static boolean isNameWithBlock(Parameter<?> parameter, Expression argument) {
        return parameter.type().isName()
                && argument instanceof MethodCallExpression call
                && call.isImplicitThis()
                && call.getMethodAsString() != null
                && call.getArguments() instanceof ArgumentListExpression list
                && list.getExpressions().size() == 1
                && list.getExpression(0) instanceof ClosureExpression;
    }
}
