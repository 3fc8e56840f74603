package nsx.dsl.compile;

import java.util.HashMap;
import java.util.Map;
import nsx.dsl.compile.known.Inference;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.PostfixExpression;
import org.codehaus.groovy.ast.expr.PrefixExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.syntax.Types;

/** Counts how often each variable of a script is set. A variable that is set once keeps its first value. */
final class Assignments extends ClassCodeVisitorSupport {
    private final Map<Object, Integer> counts = new HashMap<>();

    private Assignments() {}

    static Map<Object, Integer> of(ClassNode script) {
        Assignments assignments = new Assignments();
        assignments.visitClass(script);
        return assignments.counts;
    }

    @Override
    protected SourceUnit getSourceUnit() {
        return null;
    }

    @Override
    public void visitBinaryExpression(BinaryExpression binary) {
        super.visitBinaryExpression(binary);
        if (Types.ofType(binary.getOperation().getType(), Types.ASSIGNMENT_OPERATOR)) {
            count(binary.getLeftExpression());
        }
    }

    @Override
    public void visitPostfixExpression(PostfixExpression e) {
        super.visitPostfixExpression(e);
        count(e.getExpression());
    }

    @Override
    public void visitPrefixExpression(PrefixExpression e) {
        super.visitPrefixExpression(e);
        count(e.getExpression());
    }

    private void count(Expression target) {
        if (target instanceof VariableExpression variable) {
            counts.merge(Inference.key(variable), 1, Integer::sum);
        } else if (target instanceof TupleExpression several) {
            // the value of each is unknown, so they count as set twice
            several.getExpressions().forEach(e -> {
                count(e);
                count(e);
            });
        }
    }
}
