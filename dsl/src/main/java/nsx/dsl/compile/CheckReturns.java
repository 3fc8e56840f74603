package nsx.dsl.compile;

import java.util.List;
import java.util.function.Function;
import nsx.dsl.compile.known.Inference;
import nsx.dsl.compile.known.Known;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.IfStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.control.SourceUnit;

/** Checks that what a method returns fits the type that it declares: {@code int f() { 'text' }}. */
final class CheckReturns extends ClassCodeVisitorSupport {
    private final SourceUnit source;
    private final Function<Expression, Known> known;
    private final CheckWords.Report report;
    private Class<?> declared = Object.class;

    /** @param known what is known of an expression */
    CheckReturns(SourceUnit source, Function<Expression, Known> known, CheckWords.Report report) {
        this.source = source;
        this.known = known;
        this.report = report;
    }

    @Override
    protected SourceUnit getSourceUnit() {
        return source;
    }

    @Override
    public void visitMethod(MethodNode method) {
        declared = method.isDynamicReturnType()
                ? Object.class
                : Inference.of(method.getReturnType()).type();
        if (declared != Object.class) {
            super.visitMethod(method);
            last(method.getCode());
        }
    }

    @Override
    public void visitReturnStatement(ReturnStatement statement) {
        fits(statement.getExpression());
    }

    /** A block returns from itself. */
    @Override
    public void visitClosureExpression(ClosureExpression closure) {
        List.of();
    }

    /** Without a return, the value of the last line is what a method returns. */
    private void last(Statement statement) {
        if (statement instanceof BlockStatement block && !block.isEmpty()) {
            last(block.getStatements().get(block.getStatements().size() - 1));
        } else if (statement instanceof IfStatement either) {
            last(either.getIfBlock());
            last(either.getElseBlock());
        } else if (statement instanceof ExpressionStatement line) {
            fits(line.getExpression());
        }
    }

    private void fits(Expression value) {
        String wrong = Titles.mismatch(declared, known.apply(value).type(), value);
        if (wrong != null && value.getLineNumber() > 0) {
            report.problem(value, wrong, null);
        }
    }
}
