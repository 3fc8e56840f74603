package nsx.dsl.compile;

import org.codehaus.groovy.ast.ClassCodeExpressionTransformer;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.control.SourceUnit;

/** Changes expressions everywhere in a class, in blocks too: Groovy's own transformer leaves those out. */
abstract class BlockTransformer extends ClassCodeExpressionTransformer {
    private final SourceUnit source;

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

    /** What takes the place of an expression that is not a block. */
    abstract Expression changed(Expression e);

    /** The expression with each expression in it changed. */
    final Expression inside(Expression e) {
        return super.transform(e);
    }
}
