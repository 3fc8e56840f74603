package nsx.dsl.compile;

import java.util.List;
import java.util.Set;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.SpreadExpression;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * Makes {@code print} and {@code println} of a script's own code plain calls, as {@link Direct} does, because most
 * scripts have one. In a block they may be those of the block's delegate, so there Groovy decides.
 */
final class DirectPrints extends CompilationCustomizer {
    private static final Set<String> PRINTING = Set.of("print", "println");

    DirectPrints() {
        super(CompilePhase.CANONICALIZATION);
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode node) {
        if (node.isScript()) {
            node.getDeclaredMethods("run").stream()
                    .filter(m -> m.getCode() != null)
                    .forEach(m -> m.getCode().visit(new Visitor(node)));
        }
    }

    private static final class Visitor extends CodeVisitorSupport {
        private final ClassNode script;

        Visitor(ClassNode script) {
            this.script = script;
        }

        @Override
        public void visitClosureExpression(ClosureExpression block) {
            // left to Groovy
        }

        @Override
        public void visitMethodCallExpression(MethodCallExpression call) {
            super.visitMethodCallExpression(call);
            String name = call.isImplicitThis() ? call.getMethodAsString() : null;
            if (name != null
                    && PRINTING.contains(name)
                    && script.getDeclaredMethods(name).isEmpty()
                    && call.getArguments() instanceof ArgumentListExpression arguments) {
                aim(call, arguments.getExpressions());
            }
        }

        private static void aim(MethodCallExpression call, List<Expression> arguments) {
            boolean spread = arguments.stream().anyMatch(SpreadExpression.class::isInstance);
            List<MethodNode> all = Direct.SCRIPT.getDeclaredMethods(call.getMethodAsString());
            all.stream()
                    .filter(m -> !spread && m.getParameters().length == arguments.size())
                    .findFirst()
                    .ifPresent(call::setMethodTarget);
        }
    }
}
