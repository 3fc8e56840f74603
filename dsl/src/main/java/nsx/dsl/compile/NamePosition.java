package nsx.dsl.compile;

import static org.codehaus.groovy.ast.tools.GeneralUtils.constX;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import nsx.dsl.session.Verb;
import nsx.dsl.session.Vocabulary;
import nsx.dsl.word.Signature;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.DynamicVariable;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.classgen.VariableScopeVisitor;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * Treats a bare word as a name where a word of the language expects one: {@code netns a}, {@code veth a, b}, and
 * {@code bridge br0 { … }}, which Groovy parses as {@code bridge(br0({ … }))}.
 */
final class NamePosition extends CompilationCustomizer {
    private final Vocabulary vocabulary;
    private final Predicate<String> methods;

    /** @param methods tests whether a name is that of a method outside the script and thus not a word */
    NamePosition(Vocabulary vocabulary, Predicate<String> methods) {
        super(CompilePhase.SEMANTIC_ANALYSIS);
        this.vocabulary = vocabulary;
        this.methods = methods;
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode node) {
        if (node.isScript()) {
            new Transformer(source, node).visitClass(node);
            new VariableScopeVisitor(source).visitClass(node);
        }
    }

    private final class Transformer extends BlockTransformer {
        private final ClassNode script;

        Transformer(SourceUnit source, ClassNode script) {
            super(source);
            this.script = script;
        }

        @Override
        Expression changed(Expression e) {
            if (e instanceof MethodCallExpression call) {
                rewrite(call);
            }
            return inside(e);
        }

        private void rewrite(MethodCallExpression call) {
            String word = call.isImplicitThis() ? call.getMethodAsString() : null;
            if (word == null || defined(word) || !(call.getArguments() instanceof ArgumentListExpression arguments)) {
                return;
            }
            vocabulary.find(word).ifPresent(verb -> call.setArguments(rewritten(verb, arguments)));
        }

        private boolean defined(String method) {
            return methods.test(method) || !script.getDeclaredMethods(method).isEmpty();
        }

        private ArgumentListExpression rewritten(Verb verb, ArgumentListExpression arguments) {
            Signature signature = verb.signature();
            List<Expression> result = new ArrayList<>();
            int position = 0;
            for (Expression argument : arguments.getExpressions()) {
                boolean name = !(argument instanceof MapExpression)
                        && signature
                                .at(position++)
                                .filter(p -> p.type().isName())
                                .isPresent();
                result.addAll(name ? named(argument) : List.of(argument));
            }
            ArgumentListExpression list = new ArgumentListExpression(result);
            list.setSourcePosition(arguments);
            return list;
        }

        private List<Expression> named(Expression argument) {
            if (argument instanceof VariableExpression v && v.getAccessedVariable() instanceof DynamicVariable) {
                return List.of(name(v.getName(), v));
            }
            if (argument instanceof MethodCallExpression call && isNameWithBlock(call)) {
                List<Expression> both = new ArrayList<>();
                both.add(name(call.getMethodAsString(), call));
                both.addAll(((ArgumentListExpression) call.getArguments()).getExpressions());
                return both;
            }
            return List.of(argument);
        }

        private boolean isNameWithBlock(MethodCallExpression call) {
            return call.isImplicitThis()
                    && call.getMethodAsString() != null
                    && !defined(call.getMethodAsString())
                    && call.getArguments() instanceof ArgumentListExpression list
                    && list.getExpressions().size() == 1
                    && list.getExpression(0) instanceof ClosureExpression;
        }

        private Expression name(String word, Expression place) {
            MethodCallExpression call = ownCall("nameOrVariable", constX(word));
            call.setSourcePosition(place);
            return call;
        }
    }
}
