package nsx.dsl.compile;

import static org.codehaus.groovy.ast.tools.GeneralUtils.assignX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.castX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.varX;

import java.util.stream.Collectors;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.EmptyExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/** Turns a top-level {@code def x = 1} into a variable of the session, so that methods and later lines see it. */
final class HoistDeclarations extends CompilationCustomizer {
    HoistDeclarations() {
        super(CompilePhase.CONVERSION);
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode node) {
        TopLevel.rewrite(node, HoistDeclarations::hoist);
    }

    private static ExpressionStatement hoist(ExpressionStatement statement) {
        // an annotated declaration (@Field) has another meaning
        if (!(statement.getExpression() instanceof DeclarationExpression declaration)
                || !declaration.getAnnotations().isEmpty()) {
            return statement;
        }
        Expression assignment = assignX(target(declaration.getLeftExpression()), value(declaration));
        assignment.setSourcePosition(declaration);
        ExpressionStatement hoisted = new ExpressionStatement(assignment);
        hoisted.setSourcePosition(statement);
        return hoisted;
    }

    private static Expression target(Expression left) {
        if (left instanceof TupleExpression tuple) {
            return new TupleExpression(tuple.getExpressions().stream()
                    .map(HoistDeclarations::target)
                    .collect(Collectors.toList()));
        }
        VariableExpression variable = varX(((VariableExpression) left).getName());
        variable.setSourcePosition(left);
        return variable;
    }

    private static Expression value(DeclarationExpression declaration) {
        Expression right = declaration.getRightExpression();
        Expression value = right instanceof EmptyExpression ? ConstantExpression.NULL : right;
        ClassNode type = declaration.isMultipleAssignmentDeclaration()
                ? ClassHelper.dynamicType()
                : declaration.getVariableExpression().getOriginType();
        if (ClassHelper.isDynamicTyped(type) || ClassHelper.isObjectType(type)) {
            return value;
        }
        Expression cast = castX(type, value);
        cast.setSourcePosition(declaration);
        return cast;
    }
}
