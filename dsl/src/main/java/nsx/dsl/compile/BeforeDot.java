package nsx.dsl.compile;

import static org.codehaus.groovy.ast.tools.GeneralUtils.constX;

import java.util.ArrayList;
import java.util.List;
import nsx.dsl.session.Verb;
import nsx.dsl.session.Vocabulary;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.MethodPointerExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.SpreadExpression;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.classgen.VariableScopeVisitor;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * Makes a word before a dot only look up its object: {@code netns('typo').links()} creates nothing. The call itself
 * does not change; its last argument is wrapped in a call of {@code onlyLook}, which runs right before the word.
 */
final class BeforeDot extends CompilationCustomizer {
    private final Vocabulary vocabulary;

    BeforeDot(Vocabulary vocabulary) {
        super(CompilePhase.SEMANTIC_ANALYSIS);
        this.vocabulary = vocabulary;
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode node) {
        if (node.isScript()) {
            new Transformer(source).visitClass(node);
            new VariableScopeVisitor(source).visitClass(node);
        }
    }

    private final class Transformer extends BlockTransformer {

        Transformer(SourceUnit source) {
            super(source);
        }

        @Override
        Expression changed(Expression e) {
            if (e instanceof MethodCallExpression call) {
                look(call.getObjectExpression());
            } else if (e instanceof PropertyExpression property) {
                look(property.getObjectExpression());
            } else if (e instanceof MethodPointerExpression method) {
                look(method.getExpression());
            }
            return inside(e);
        }

        private void look(Expression receiver) {
            if (receiver instanceof MethodCallExpression call
                    && call.getMethodAsString() != null
                    && call.getArguments() instanceof ArgumentListExpression arguments
                    && !arguments.getExpressions().isEmpty()
                    && vocabulary
                            .find(call.getMethodAsString())
                            .filter(Verb::looksBeforeDot)
                            .isPresent()) {
                mark(call, arguments);
            }
        }

        /**
         * Marks a call. A call that ends with a block is not changed, because the dot applies to the value of the block.
         */
        private void mark(MethodCallExpression call, ArgumentListExpression arguments) {
            List<Expression> all = new ArrayList<>(arguments.getExpressions());
            Expression last = all.remove(all.size() - 1);
            if (last instanceof ClosureExpression || last instanceof SpreadExpression) {
                return;
            }
            MethodCallExpression only = ownCall("onlyLook", constX(call.getMethodAsString()), last);
            only.setSourcePosition(last);
            all.add(only);
            ArgumentListExpression marked = new ArgumentListExpression(all);
            marked.setSourcePosition(arguments);
            call.setArguments(marked);
        }
    }
}
