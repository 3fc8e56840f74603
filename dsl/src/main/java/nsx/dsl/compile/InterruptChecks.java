package nsx.dsl.compile;

import static org.codehaus.groovy.ast.tools.GeneralUtils.block;
import static org.codehaus.groovy.ast.tools.GeneralUtils.classX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.constX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.stmt;

import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.stmt.DoWhileStatement;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.ast.stmt.WhileStatement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * Makes every loop, block and method check for Ctrl-C. {@code groovy.transform.ThreadInterrupt} does the same, but is
 * written in Groovy, and loading it would take a third of the time of the prompt's first line.
 */
final class InterruptChecks extends CompilationCustomizer {

    InterruptChecks() {
        super(CompilePhase.CANONICALIZATION);
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode node) {
        new Visitor(source, node).visitClass(node);
    }

    private static Statement checked(Statement code) {
        return block(stmt(Direct.ofClass("checkInterrupt")), code);
    }

    private static final class Visitor extends ClassCodeVisitorSupport {
        private final SourceUnit source;
        private final ClassNode node;

        Visitor(SourceUnit source, ClassNode node) {
            this.source = source;
            this.node = node;
        }

        @Override
        protected SourceUnit getSourceUnit() {
            return source;
        }

        @Override
        public void visitMethod(MethodNode method) {
            super.visitMethod(method);
            boolean runs = method.getCode() != null && !method.isSynthetic() && !method.isAbstract();
            if (runs && !method.getName().equals("<clinit>")) {
                method.setCode(checked(method.getCode()));
            }
        }

        /** Replaces {@code sleep}, because Groovy's version keeps sleeping after an interrupt. */
        @Override
        public void visitMethodCallExpression(MethodCallExpression call) {
            super.visitMethodCallExpression(call);
            boolean sleeps = call.isImplicitThis()
                    && "sleep".equals(call.getMethodAsString())
                    && call.getArguments() instanceof TupleExpression arguments
                    && arguments.getExpressions().size() == 1;
            if (sleeps && node.getDeclaredMethods("sleep").isEmpty()) {
                call.setObjectExpression(classX(Direct.SCRIPT));
                call.setMethod(constX("sleepFor"));
                call.setImplicitThis(false);
            }
        }

        @Override
        public void visitClosureExpression(ClosureExpression closure) {
            super.visitClosureExpression(closure);
            closure.setCode(checked(closure.getCode()));
        }

        @Override
        public void visitForLoop(ForStatement loop) {
            super.visitForLoop(loop);
            loop.setLoopBlock(checked(loop.getLoopBlock()));
        }

        @Override
        public void visitWhileLoop(WhileStatement loop) {
            super.visitWhileLoop(loop);
            loop.setLoopBlock(checked(loop.getLoopBlock()));
        }

        @Override
        public void visitDoWhileLoop(DoWhileStatement loop) {
            super.visitDoWhileLoop(loop);
            loop.setLoopBlock(checked(loop.getLoopBlock()));
        }
    }
}
