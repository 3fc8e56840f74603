package nsx.dsl.compile;

import static org.codehaus.groovy.ast.tools.GeneralUtils.args;
import static org.codehaus.groovy.ast.tools.GeneralUtils.assignX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.callThisX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.constX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.declX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.param;
import static org.codehaus.groovy.ast.tools.GeneralUtils.stmt;
import static org.codehaus.groovy.ast.tools.GeneralUtils.varX;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nsx.dsl.session.Foresight;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.VariableScope;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.EmptyExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.CatchStatement;
import org.codehaus.groovy.ast.stmt.EmptyStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.ast.stmt.TryCatchStatement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.syntax.Types;

/**
 * Lets a plan continue after a statement that depends on a value known only at run time. Each statement of the script, or of the block of
 * {@code plan { … }}, passes its failure to {@link nsx.dsl.session.NsxScript#passOver}.
 */
final class PassOver extends CompilationCustomizer {
    private final boolean everywhere;

    private final Predicate<String> methods;

    /**
     * @param everywhere whether the whole script is planned and not only blocks of {@code plan}
     * @param methods tests whether a name is that of a method outside the script and thus not a word
     */
    PassOver(boolean everywhere, Predicate<String> methods) {
        super(CompilePhase.CONVERSION);
        this.everywhere = everywhere;
        this.methods = methods;
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode node) {
        List<Statement> statements = TopLevel.statements(node);
        statements.stream()
                .flatMap(statement -> call(statement).stream())
                .filter(call -> !methods.test(call.getMethodAsString())
                        && node.getDeclaredMethods(call.getMethodAsString()).isEmpty())
                .forEach(PassOver::blocks);
        if (everywhere) {
            guard(statements);
        }
    }

    private static Optional<MethodCallExpression> call(Statement statement) {
        return statement instanceof ExpressionStatement e
                        && value(e.getExpression()) instanceof MethodCallExpression call
                        && call.isImplicitThis()
                        && Foresight.WORDS.contains(String.valueOf(call.getMethodAsString()))
                ? Optional.of(call)
                : Optional.empty();
    }

    private static void blocks(MethodCallExpression call) {
        if (call.getArguments() instanceof TupleExpression arguments) {
            arguments.getExpressions().replaceAll(PassOver::block);
            arguments.getExpressions().stream()
                    .filter(ClosureExpression.class::isInstance)
                    .map(block -> ((ClosureExpression) block).getCode())
                    .filter(BlockStatement.class::isInstance)
                    .forEach(code -> guard(((BlockStatement) code).getStatements()));
        }
    }

    /** The block of an argument; a line in parentheses counts as a block too: {@code explain(veth('a', 'b'))}. */
    private static Expression block(Expression argument) {
        if (!(argument instanceof MethodCallExpression)) {
            return argument;
        }
        ExpressionStatement line = new ExpressionStatement(argument);
        line.setSourcePosition(argument);
        ClosureExpression block = new ClosureExpression(
                Parameter.EMPTY_ARRAY, new BlockStatement(new ArrayList<>(List.of(line)), new VariableScope()));
        block.setVariableScope(new VariableScope());
        block.setSourcePosition(argument);
        return block;
    }

    /** The assigned expression, or the expression itself. */
    private static Expression value(Expression expression) {
        return expression instanceof BinaryExpression set && isAssignment(set) ? set.getRightExpression() : expression;
    }

    private static boolean isAssignment(BinaryExpression expression) {
        return Types.ofType(expression.getOperation().getType(), Types.ASSIGNMENT_OPERATOR);
    }

    /** Wraps each statement so that its failure does not end the following ones. */
    private static void guard(List<Statement> statements) {
        List<Statement> guarded = statements.stream().flatMap(PassOver::guarded).toList();
        statements.clear();
        statements.addAll(guarded);
    }

    private static Stream<Statement> guarded(Statement statement) {
        if (!(statement instanceof ExpressionStatement e)
                || !(e.getExpression() instanceof DeclarationExpression declaration)) {
            return Stream.of(passing(statement));
        }
        if (declaration.isMultipleAssignmentDeclaration()
                || declaration.getRightExpression() instanceof EmptyExpression
                || !declaration.getAnnotations().isEmpty()) {
            return Stream.of(statement);
        }
        // later lines of a block need the variables that it declares
        VariableExpression variable = declaration.getVariableExpression();
        Statement declared = stmt(declX(variable, EmptyExpression.INSTANCE));
        Statement set = stmt(assignX(varX(variable.getName()), declaration.getRightExpression()));
        declared.setSourcePosition(statement);
        set.setSourcePosition(statement);
        return Stream.of(declared, passing(set));
    }

    private static Statement passing(Statement statement) {
        BlockStatement otherwise = new BlockStatement();
        MethodCallExpression passOver =
                callThisX("passOver", args(varX("failure"), constX(statement.getLineNumber(), true)));
        List<String> assigned = assigned(statement);
        if (assigned.isEmpty()) {
            otherwise.addStatement(stmt(passOver));
        }
        assigned.forEach(name -> otherwise.addStatement(stmt(assignX(varX(name), passOver))));
        TryCatchStatement guarded = new TryCatchStatement(statement, EmptyStatement.INSTANCE);
        guarded.addCatch(new CatchStatement(param(ClassHelper.make(Throwable.class), "failure"), otherwise));
        guarded.setSourcePosition(statement);
        return guarded;
    }

    /** The names of the variables that a statement sets. */
    private static List<String> assigned(Statement statement) {
        if (!(statement instanceof ExpressionStatement e)
                || !(e.getExpression() instanceof BinaryExpression set)
                || !isAssignment(set)) {
            return List.of();
        }
        List<Expression> targets = set.getLeftExpression() instanceof TupleExpression tuple
                ? tuple.getExpressions()
                : List.of(set.getLeftExpression());
        return targets.stream()
                .filter(VariableExpression.class::isInstance)
                .map(v -> ((VariableExpression) v).getName())
                .toList();
    }
}
