package nsx.dsl.compile;

import static org.codehaus.groovy.ast.tools.GeneralUtils.constX;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PostfixExpression;
import org.codehaus.groovy.ast.expr.PrefixExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.syntax.Types;

/** Passes the value of each top-level expression to the script, which prints the value if the line asked for it. */
final class PrintAnswers extends CompilationCustomizer {
    /** Methods that are called for the effect of their block. */
    private static final Set<String> LOOPS =
            Set.of("each", "eachWithIndex", "forEach", "times", "upto", "downto", "step", "print", "println", "printf");

    /** Words that show their results while they run, if they are the last call of a line. */
    private static final Set<String> LIVE = Set.of("arping", "ping", "resolve", "throughput", "trace");

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
        boolean always = isQuestion(value);
        String begin = endsWithAskingBlock(value) ? "askingBlock" : "statement";
        Expression begun = Direct.ofScript(begin);
        String called = called(value);
        Expression known = LIVE.contains(called) ? Direct.ofScript("calling", begun, constX(called)) : begun;
        MethodCallExpression call = Direct.ofScript("answer", known, value, constX(always, true));
        call.setSourcePosition(value);
        ExpressionStatement wrapped = new ExpressionStatement(call);
        wrapped.setSourcePosition(statement);
        return wrapped;
    }

    /** The name of the method that returns the expression's value: the last call of a block; empty for none. */
    private static String called(Expression e) {
        if (!(e instanceof MethodCallExpression call) || call.getMethodAsString() == null) {
            return "";
        }
        return lastOfBlock(call).map(PrintAnswers::called).orElse(call.getMethodAsString());
    }

    private static Optional<Expression> lastOfBlock(MethodCallExpression call) {
        boolean block = call.getArguments() instanceof TupleExpression arguments
                && !arguments.getExpressions().isEmpty()
                && arguments.getExpressions().get(arguments.getExpressions().size() - 1) instanceof ClosureExpression;
        if (!block) {
            return Optional.empty();
        }
        List<Expression> all = ((TupleExpression) call.getArguments()).getExpressions();
        return ((ClosureExpression) all.get(all.size() - 1)).getCode() instanceof BlockStatement code
                        && !code.isEmpty()
                        && code.getStatements().get(code.getStatements().size() - 1) instanceof ExpressionStatement last
                ? Optional.of(last.getExpression())
                : Optional.empty();
    }

    /** Whether the expression can only serve to show its value. */
    private static boolean isQuestion(Expression e) {
        return e instanceof PropertyExpression || e instanceof VariableExpression;
    }

    /**
     * Whether the expression ends with a block that asks: {@code netns('b') { x.state }}, possibly with further
     * blocks around.
     */
    private static boolean endsWithAskingBlock(Expression e) {
        if (!(e instanceof MethodCallExpression call)
                || !(call.getArguments() instanceof TupleExpression arguments)
                || arguments.getExpressions().isEmpty()) {
            return false;
        }
        List<Expression> all = arguments.getExpressions();
        return all.get(all.size() - 1) instanceof ClosureExpression block
                && block.getCode() instanceof BlockStatement code
                && !code.isEmpty()
                && code.getStatements().get(code.getStatements().size() - 1) instanceof ExpressionStatement last
                && (isQuestion(last.getExpression()) || endsWithAskingBlock(last.getExpression()));
    }

    private static boolean hasAnswer(Expression e) {
        if (e instanceof BinaryExpression binary) {
            return !Types.ofType(binary.getOperation().getType(), Types.ASSIGNMENT_OPERATOR);
        }
        if (e instanceof MethodCallExpression call) {
            return !LOOPS.contains(String.valueOf(call.getMethodAsString()));
        }
        return !(e instanceof PostfixExpression || e instanceof PrefixExpression);
    }
}
