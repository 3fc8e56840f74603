package nsx.dsl.compile;

import static org.codehaus.groovy.ast.tools.GeneralUtils.args;
import static org.codehaus.groovy.ast.tools.GeneralUtils.callThisX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.constX;

import java.util.Set;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PostfixExpression;
import org.codehaus.groovy.ast.expr.PrefixExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.syntax.Types;

/** Hands the value of each top-level expression to the script, which prints it when the line asked. */
final class PrintAnswers extends CompilationCustomizer {
    /** Methods that are called for what their block does. */
    private static final Set<String> LOOPS =
            Set.of("each", "eachWithIndex", "forEach", "times", "upto", "downto", "step", "print", "println", "printf");

    PrintAnswers() {
        super(CompilePhase.CONVERSION);
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode node) {
        TopLevel.rewrite(node, PrintAnswers::wrap);
    }

    private static ExpressionStatement wrap(ExpressionStatement statement) {
        Expression value = statement.getExpression();
        if (!hasAnswer(value)) {
            return statement;
        }
        boolean always = value instanceof PropertyExpression || value instanceof VariableExpression;
        MethodCallExpression call = callThisX("answer", args(callThisX("statement"), value, constX(always, true)));
        call.setSourcePosition(value);
        ExpressionStatement wrapped = new ExpressionStatement(call);
        wrapped.setSourcePosition(statement);
        return wrapped;
    }

    private static boolean hasAnswer(Expression e) {
        if (e instanceof BinaryExpression binary) {
            return !Types.ofType(binary.getOperation().getType(), Types.ASSIGNMENT_OPERATOR);
        }
        if (e instanceof MethodCallExpression call) {
            return !LOOPS.contains(call.getMethodAsString());
        }
        return !(e instanceof PostfixExpression || e instanceof PrefixExpression);
    }
}
