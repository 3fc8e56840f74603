package nsx.dsl.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nsx.dsl.Parameter;
import nsx.dsl.Texts;
import nsx.dsl.Verb;
import nsx.dsl.Vocabulary;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * Looks at each use of a word: is there such a word, and does it take these arguments. A script may define words of its own and
 * run-time values decide much, so only what cannot work is reported.
 */
final class CheckWords extends CompilationCustomizer {
    /** Methods that run their block with another object's methods in front. */
    private static final Set<String> OTHER_SCOPES = Set.of("with", "tap", "use");

    private final Vocabulary vocabulary;
    private final List<Finding> findings = new ArrayList<>();

    CheckWords(Vocabulary vocabulary) {
        super(CompilePhase.SEMANTIC_ANALYSIS);
        this.vocabulary = vocabulary;
    }

    List<Finding> findings() {
        return findings.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column))
                .toList();
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode node) {
        if (node.isScript()) {
            new Visitor(source, ScriptNames.of(node)).visitClass(node);
        }
    }

    private final class Visitor extends ClassCodeVisitorSupport {
        private final SourceUnit source;
        private final ScriptNames names;
        /** Whether the words at this place are those of the language alone. */
        private final Deque<Boolean> plain = new ArrayDeque<>(List.of(true));

        Visitor(SourceUnit source, ScriptNames names) {
            this.source = source;
            this.names = names;
        }

        @Override
        protected SourceUnit getSourceUnit() {
            return source;
        }

        @Override
        public void visitMethodCallExpression(MethodCallExpression call) {
            String word = word(call);
            Optional<Verb> verb = word == null ? Optional.empty() : vocabulary.find(word);
            if (verb.isPresent()) {
                visitUse(verb.get(), call);
            } else {
                boolean unknown = word != null && isUnknown(word, call);
                if (unknown) {
                    unknown(word, call);
                }
                plain.push(
                        plain.peek() && !unknown && !OTHER_SCOPES.contains(String.valueOf(call.getMethodAsString())));
                super.visitMethodCallExpression(call);
                plain.pop();
            }
        }

        /** The word that is called: {@code route}, {@code route.get}; null for a method of an object. */
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
            if (!plain.peek() || call.getLineNumber() < 1) {
                return false;
            }
            // a word with a value of its own may have more methods than the catalogue knows
            int dot = word.indexOf('.');
            return dot < 0
                    ? !names.isMethodOfEveryScript(word)
                    : vocabulary.find(word.substring(0, dot)).isEmpty();
        }

        private void unknown(String word, MethodCallExpression call) {
            Set<String> known = new LinkedHashSet<>(vocabulary.names());
            known.addAll(names.all());
            report(call.getMethod(), "there is no word '" + word + "'", Texts.didYouMean(word, known));
        }

        private void visitUse(Verb verb, MethodCallExpression call) {
            Use use = Use.of(verb.signature(), call);
            use.problems(this::report);
            plain.push(verb.hasScope() ? false : plain.peek());
            use.expressions().forEach(e -> e.visit(this));
            plain.pop();
        }

        private void report(ASTNode place, String message, String hint) {
            findings.add(new Finding(place.getLineNumber(), place.getColumnNumber(), message, hint));
        }
    }

    /** Where a problem is told. */
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
