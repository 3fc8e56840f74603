package nsx.dsl.compile;

import static org.codehaus.groovy.ast.tools.GeneralUtils.args;
import static org.codehaus.groovy.ast.tools.GeneralUtils.classX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.constX;

import java.util.List;
import java.util.regex.Pattern;
import nsx.dsl.session.Deeds;
import nsx.dsl.session.Foresight;
import nsx.dsl.session.NsxScript;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.AttributeExpression;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.MethodPointerExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.SpreadExpression;
import org.codehaus.groovy.ast.expr.StaticMethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.runtime.StringGroovyMethods;
import org.codehaus.groovy.syntax.Types;

/**
 * Lets a plan suppress the effects of plain Groovy on files, programs and other machines. The receiver of each call
 * passes through {@link NsxScript#heldBack}, which replaces it if the call would have an effect; outside a plan it
 * returns the receiver. Only planned scripts, and scripts that contain {@code plan} or {@code explain}, are compiled
 * with it.
 */
final class HoldBack extends CompilationCustomizer {
    private static final Pattern PLANS = Pattern.compile("\\b(" + String.join("|", Foresight.WORDS) + ")\\b");
    private static final List<String> STATIC = List.of("CompileStatic", "TypeChecked");

    HoldBack() {
        super(CompilePhase.CANONICALIZATION);
    }

    /** Whether a script of this text plans anything. */
    static boolean concerns(String text) {
        return PLANS.matcher(text).find();
    }

    /** Makes all code dynamic, in an earlier step, because calls in statically compiled code would bypass the check. */
    static CompilationCustomizer dynamically() {
        return new CompilationCustomizer(CompilePhase.CONVERSION) {
            @Override
            public void call(SourceUnit source, GeneratorContext context, ClassNode node) {
                node.getAnnotations()
                        .removeIf(a -> STATIC.contains(a.getClassNode().getNameWithoutPackage()));
                node.getMethods()
                        .forEach(m -> m.getAnnotations()
                                .removeIf(a -> STATIC.contains(a.getClassNode().getNameWithoutPackage())));
            }
        };
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode node) {
        new Transformer(source).visitClass(node);
    }

    private static final class Transformer extends BlockTransformer {
        Transformer(SourceUnit source) {
            super(source);
        }

        @Override
        Expression changed(Expression e) {
            if (e instanceof MethodCallExpression call) {
                return call(call);
            }
            if (e instanceof BinaryExpression binary) {
                return binary(binary);
            }
            if (e instanceof PropertyExpression property && !(e instanceof AttributeExpression)) {
                return property(property, "get");
            }
            if (e instanceof ConstructorCallExpression made) {
                return made(made);
            }
            if (e instanceof StaticMethodCallExpression call) {
                return imported(call);
            }
            Expression within = inside(e);
            if (within != null
                    && within.getClass() == MethodPointerExpression.class
                    && within instanceof MethodPointerExpression pointer
                    && !isOwner(pointer.getExpression())) {
                MethodPointerExpression held = new MethodPointerExpression(
                        held(pointer.getExpression(), pointer.getMethodName(), false), pointer.getMethodName());
                held.setSourcePosition(pointer);
                return held;
            }
            return within;
        }

        private Expression call(MethodCallExpression call) {
            call.setArguments(transform(call.getArguments()));
            call.setMethod(transform(call.getMethod()));
            boolean added = call.getMethodTarget() != null;
            if (!added && !call.isImplicitThis() && !isOwner(call.getObjectExpression())) {
                call.setObjectExpression(
                        held(transform(call.getObjectExpression()), call.getMethod(), call.isSpreadSafe()));
            }
            return call;
        }

        /** Handles {@code file << 'x'} and {@code file.text = 'x'}; the assigned property is not read before. */
        private Expression binary(BinaryExpression binary) {
            int operation = binary.getOperation().getType();
            boolean sets = Types.ofType(operation, Types.ASSIGNMENT_OPERATOR);
            if (sets
                    && binary.getLeftExpression() instanceof PropertyExpression property
                    && !(property instanceof AttributeExpression)) {
                binary.setLeftExpression(property(property, "set"));
                binary.setRightExpression(transform(binary.getRightExpression()));
                return binary;
            }
            Expression within = inside(binary);
            if (operation == Types.LEFT_SHIFT && within instanceof BinaryExpression shift) {
                shift.setLeftExpression(held(shift.getLeftExpression(), constX("leftShift"), false));
            }
            return within;
        }

        private Expression property(PropertyExpression property, String prefix) {
            Expression object = property.getObjectExpression();
            String name = property.getPropertyAsString();
            Expression within = inside(property);
            if (name == null
                    || name.isEmpty()
                    || isOwner(object)
                    || object instanceof ClassExpression
                    || property.isImplicitThis()
                    || !(within instanceof PropertyExpression inner)) {
                return within;
            }
            PropertyExpression held = new PropertyExpression(
                    held(
                            inner.getObjectExpression(),
                            constX(prefix + StringGroovyMethods.capitalize(name)),
                            property.isSpreadSafe()),
                    inner.getProperty(),
                    inner.isSafe());
            held.setSpreadSafe(property.isSpreadSafe());
            held.setStatic(property.isStatic());
            held.setSourcePosition(property);
            held.copyNodeMetaData(property);
            return held;
        }

        private Expression made(ConstructorCallExpression made) {
            Expression within = inside(made);
            boolean plain = !made.isSpecialCall()
                    && !made.isUsingAnonymousInnerClass()
                    && within instanceof ConstructorCallExpression c
                    && c.getArguments() instanceof TupleExpression arguments
                    && arguments.getExpressions().stream().noneMatch(SpreadExpression.class::isInstance);
            if (!plain || !Deeds.mayOpen(made.getType().getName())) {
                return within;
            }
            TupleExpression all = args(classX(made.getType()));
            ((TupleExpression) ((ConstructorCallExpression) within).getArguments())
                    .getExpressions()
                    .forEach(all::addExpression);
            return new StaticMethodCallExpression(Direct.SCRIPT, "heldBackMaking", all);
        }

        /** Handles a method that the script imports. */
        private Expression imported(StaticMethodCallExpression call) {
            Expression within = inside(call);
            if (!Deeds.mayAct(call.getOwnerType().getName())) {
                return within;
            }
            MethodCallExpression plain = new MethodCallExpression(
                    held(classX(call.getOwnerType()), constX(call.getMethod()), false),
                    call.getMethod(),
                    ((StaticMethodCallExpression) within).getArguments());
            plain.setSourcePosition(call);
            return plain;
        }

        /**
         * Wraps a receiver. The result has no source position, so that a failed assertion shows the value only once.
         */
        private static Expression held(Expression receiver, Expression method, boolean each) {
            return method instanceof ConstantExpression
                    ? new StaticMethodCallExpression(
                            Direct.SCRIPT, each ? "heldBackEach" : "heldBack", args(receiver, method))
                    : receiver;
        }

        private static boolean isOwner(Expression receiver) {
            return receiver instanceof ClassExpression type
                    ? !Deeds.mayAct(type.getType().getName())
                    : receiver instanceof VariableExpression v && (v.isThisExpression() || v.isSuperExpression());
        }
    }
}
