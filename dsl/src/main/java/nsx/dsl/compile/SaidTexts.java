package nsx.dsl.compile;

import java.util.Set;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.ClassCodeExpressionTransformer;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.CastExpression;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * Uses nsx's own text of a value wherever a script turns it into text: in {@code "$x"}, {@code x as String}, {@code x.toString()}, {@code
 * String.valueOf(x)} and the like. Without this, classes of Java, such as durations and lists, would use their own.
 */
final class SaidTexts extends CompilationCustomizer {
    private static final Set<String> OF_STRING = Set.of("valueOf", "format");
    private static final Set<String> PRINTING = Set.of("print", "println", "printf", "sprintf");

    SaidTexts() {
        super(CompilePhase.CANONICALIZATION);
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode node) {
        new Transformer(source, node.isScript()).visitClass(node);
    }

    private static final class Transformer extends ClassCodeExpressionTransformer {
        private final SourceUnit source;
        private final boolean script;

        Transformer(SourceUnit source, boolean script) {
            this.source = source;
            this.script = script;
        }

        @Override
        protected SourceUnit getSourceUnit() {
            return source;
        }

        @Override
        public Expression transform(Expression expression) {
            if (expression == null) {
                return null;
            }
            if (expression instanceof ClosureExpression closure) {
                visitClosureExpression(closure);
                return closure;
            }
            if (expression instanceof GStringExpression text) {
                return text(text);
            }
            Expression within = super.transform(expression);
            if (within instanceof CastExpression cast && isString(cast.getType())) {
                return cast(cast);
            }
            if (within instanceof DeclarationExpression declaration && declaresString(declaration)) {
                declaration.setRightExpression(said("saidIn", declaration.getRightExpression()));
            }
            return within instanceof MethodCallExpression call ? call(call) : within;
        }

        private Expression text(GStringExpression text) {
            GStringExpression changed = new GStringExpression(
                    text.getText(),
                    text.getStrings(),
                    text.getValues().stream()
                            .map(value -> said("saidIn", transform(value)))
                            .collect(Collectors.toList()));
            changed.setSourcePosition(text);
            changed.copyNodeMetaData(text);
            return changed;
        }

        private static Expression cast(CastExpression cast) {
            CastExpression changed = new CastExpression(cast.getType(), said("saidIn", cast.getExpression()));
            changed.setCoerce(cast.isCoerce());
            changed.setStrict(cast.isStrict());
            changed.setSourcePosition(cast);
            changed.copyNodeMetaData(cast);
            return changed;
        }

        private Expression call(MethodCallExpression call) {
            String name = call.getMethodAsString();
            if (name == null || !(call.getArguments() instanceof TupleExpression arguments)) {
                return call;
            }
            int count = arguments.getExpressions().size();
            boolean ofString = call.getObjectExpression() instanceof ClassExpression of && isString(of.getType());
            if (ofString && OF_STRING.contains(name)
                    || name.equals("formatted")
                    || call.isImplicitThis() && !script && PRINTING.contains(name)) {
                call.setArguments(said(arguments));
            } else if (!call.isImplicitThis() && !isOwner(call.getObjectExpression())) {
                boolean each = name.equals("join") && count < 2 || name.equals("toString") && call.isSpreadSafe();
                if (each || name.equals("toString") && count == 0) {
                    call.setObjectExpression(said(each ? "saidEach" : "saidIn", call.getObjectExpression()));
                }
            }
            return call;
        }

        private static Expression said(TupleExpression arguments) {
            ArgumentListExpression all = new ArgumentListExpression();
            arguments.getExpressions().forEach(a -> all.addExpression(said("saidIn", a)));
            all.setSourcePosition(arguments);
            return all;
        }

        private static boolean declaresString(DeclarationExpression declaration) {
            return !declaration.isMultipleAssignmentDeclaration()
                    && isString(declaration.getVariableExpression().getOriginType());
        }

        private static boolean isOwner(Expression receiver) {
            return receiver instanceof ClassExpression
                    || receiver instanceof VariableExpression v && (v.isThisExpression() || v.isSuperExpression());
        }

        private static boolean isString(ClassNode type) {
            return ClassHelper.STRING_TYPE.equals(type);
        }

        /**
         * Wraps a value. The result has no source position, so that a failed assertion shows the value and not its
         * text as well.
         */
        private static Expression said(String method, Expression value) {
            return value instanceof ConstantExpression ? value : Direct.ofClass(method, value);
        }
    }
}
