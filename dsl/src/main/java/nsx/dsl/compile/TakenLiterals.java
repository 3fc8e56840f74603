package nsx.dsl.compile;

import static org.codehaus.groovy.ast.tools.GeneralUtils.args;
import static org.codehaus.groovy.ast.tools.GeneralUtils.constX;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.syntax.Types;

/**
 * Turns literals into data of the script: {@code netns 'a1'} becomes {@code netns this.textLiteral(0)}. This happens
 * only where a literal is just a value: an argument, an element of a list, the value of an option, or an operand. If
 * all literals of the text are in such places ({@link #all}), one script serves all texts of its shape; otherwise the
 * literals stay.
 */
final class TakenLiterals extends CompilationCustomizer {
    private final List<Object> expected;
    private final List<Taken> taken = new ArrayList<>();
    private boolean all;

    private record Taken(ConstantExpression literal, MethodCallExpression call) {}

    /** @param literals the literals of the text */
    TakenLiterals(Literals literals) {
        super(CompilePhase.CANONICALIZATION);
        this.expected = literals.values();
    }

    /** Whether all literals were replaced. */
    boolean all() {
        return all;
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode node) {
        if (node.isScript()) {
            List<MethodNode> runs = node.getDeclaredMethods("run");
            runs.stream()
                    .filter(m -> m.getCode() != null)
                    .forEach(m -> m.getCode().visit(new Transformer(source)));
            settle();
        }
    }

    private void settle() {
        taken.sort(Comparator.<Taken>comparingInt(t -> t.literal().getLineNumber())
                .thenComparingInt(t -> t.literal().getColumnNumber()));
        all = taken.stream().map(t -> t.literal().getValue()).toList().equals(expected);
        for (int i = 0; i < taken.size(); i++) {
            Taken one = taken.get(i);
            Direct.aim(one.call(), all ? "textLiteral" : "textLiteralItself");
            one.call().setArguments(args(all ? constX(i) : one.literal()));
        }
    }

    private final class Transformer extends BlockTransformer {

        Transformer(SourceUnit source) {
            super(source);
        }

        @Override
        Expression changed(Expression e) {
            if (e instanceof ArgumentListExpression arguments) {
                return placed(new ArgumentListExpression(each(arguments.getExpressions())), e);
            }
            if (e instanceof ListExpression list && e.getClass() == ListExpression.class) {
                ListExpression taken = new ListExpression(each(list.getExpressions()));
                taken.setWrapped(list.isWrapped());
                return placed(taken, e);
            }
            if (e instanceof MapEntryExpression entry) {
                return placed(
                        new MapEntryExpression(transform(entry.getKeyExpression()), value(entry.getValueExpression())),
                        e);
            }
            if (e instanceof MethodCallExpression call) {
                call.setObjectExpression(value(call.getObjectExpression()));
                call.setArguments(transform(call.getArguments()));
                return call;
            }
            if (e.getClass() == PropertyExpression.class) {
                return property((PropertyExpression) e);
            }
            if (e.getClass() == BinaryExpression.class) {
                return binary((BinaryExpression) e);
            }
            return e instanceof DeclarationExpression ? e : inside(e);
        }

        private List<Expression> each(List<Expression> all) {
            return all.stream().map(this::value).collect(Collectors.toCollection(ArrayList::new));
        }

        private Expression property(PropertyExpression property) {
            PropertyExpression changed = new PropertyExpression(
                    value(property.getObjectExpression()), property.getProperty(), property.isSafe());
            changed.setSpreadSafe(property.isSpreadSafe());
            changed.setStatic(property.isStatic());
            changed.setImplicitThis(property.isImplicitThis());
            return placed(changed, property);
        }

        private Expression binary(BinaryExpression binary) {
            boolean assigns = Types.ofType(binary.getOperation().getType(), Types.ASSIGNMENT_OPERATOR);
            binary.setLeftExpression(
                    assigns ? transform(binary.getLeftExpression()) : value(binary.getLeftExpression()));
            binary.setRightExpression(value(binary.getRightExpression()));
            return binary;
        }

        private Expression placed(Expression changed, Expression before) {
            changed.setSourcePosition(before);
            changed.copyNodeMetaData(before);
            return changed;
        }

        /** The replacement of an expression in a place for values. */
        private Expression value(Expression e) {
            boolean literal = e.getClass() == ConstantExpression.class
                    && e.getLineNumber() > 0
                    && (((ConstantExpression) e).getValue() instanceof String
                            || ((ConstantExpression) e).getValue() instanceof Integer);
            if (!literal) {
                return transform(e);
            }
            MethodCallExpression call =
                    new MethodCallExpression(VariableExpression.THIS_EXPRESSION, constX("textLiteralItself"), args(e));
            call.setImplicitThis(false);
            taken.add(new Taken((ConstantExpression) e, call));
            return call;
        }
    }
}
