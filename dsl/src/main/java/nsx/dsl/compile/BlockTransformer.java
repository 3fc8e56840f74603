package nsx.dsl.compile;

import org.codehaus.groovy.ast.ClassCodeExpressionTransformer;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.control.SourceUnit;

/** Transforms expressions everywhere in a class, including blocks, which Groovy's own transformer leaves out. */
abstract class BlockTransformer extends ClassCodeExpressionTransformer {
    private final SourceUnit source;
    private boolean inStaticMethod;

    BlockTransformer(SourceUnit source) {
        this.source = source;
    }

    @Override
    protected final SourceUnit getSourceUnit() {
        return source;
    }

    @Override
    public final Expression transform(Expression e) {
        if (e instanceof ClosureExpression closure) {
            closure.getCode().visit(this);
            return closure;
        }
        return changed(e);
    }

    @Override
    protected final void visitConstructorOrMethod(MethodNode method, boolean isConstructor) {
        inStaticMethod = method.isStatic();
        super.visitConstructorOrMethod(method, isConstructor);
        inStaticMethod = false;
    }

    /** A call of a method of the script; a static method has no script, and Groovy tells of that when it runs. */
    final MethodCallExpression ownCall(String method, Expression... arguments) {
        MethodCallExpression call = Direct.ofScript(method, arguments);
        call.setImplicitThis(false);
        if (inStaticMethod) {
            call.setMethodTarget(null);
        }
        return call;
    }

    /** Returns the replacement of an expression that is not a block. */
    abstract Expression changed(Expression e);

    /** Returns the expression with each inner expression transformed. */
    final Expression inside(Expression e) {
        return super.transform(e);
    }
}
