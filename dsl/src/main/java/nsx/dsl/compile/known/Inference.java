package nsx.dsl.compile.known;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import nsx.dsl.session.Verb;
import nsx.dsl.session.Vocabulary;
import nsx.dsl.shape.Table;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.DynamicVariable;
import org.codehaus.groovy.ast.Variable;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.BooleanExpression;
import org.codehaus.groovy.ast.expr.CastExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.ElvisOperatorExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.RangeExpression;
import org.codehaus.groovy.ast.expr.TernaryExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.syntax.Types;

/**
 * Finds the classes of expressions from the catalogue of words and the values of variables. For an uncertain class
 * the result is {@link Known#NOTHING}.
 */
public final class Inference {
    private static final Set<String> ONE = Set.of("first", "head", "last", "find", "min", "max", "getAt", "get");
    private final Vocabulary vocabulary;
    private final Predicate<String> defined;
    private final Map<Object, Known> variables = new HashMap<>();

    /** @param defined tests whether the script itself has a method or variable of a name */
    public Inference(Vocabulary vocabulary, Predicate<String> defined) {
        this.vocabulary = vocabulary;
        this.defined = defined;
    }

    /** Remembers the known type of a variable. */
    public void set(Object variable, Known known) {
        variables.put(variable, known);
    }

    /** The key of a variable: its declaration, or its name. */
    public static Object key(VariableExpression variable) {
        Variable accessed = variable.getAccessedVariable();
        return accessed == null || accessed instanceof DynamicVariable ? variable.getName() : accessed;
    }

    public Known of(Expression e) {
        if (e instanceof ConstantExpression constant) {
            return constant.getValue() == null
                    ? Known.NOTHING
                    : Known.of(constant.getValue().getClass());
        }
        if (e instanceof GStringExpression) {
            return Known.of(String.class);
        }
        if (e instanceof ClosureExpression) {
            return Known.of(Closure.class);
        }
        if (e instanceof VariableExpression variable) {
            return variable(variable);
        }
        if (e instanceof PropertyExpression property) {
            return property(property);
        }
        if (e instanceof MethodCallExpression call) {
            return call(call);
        }
        if (e instanceof CastExpression cast) {
            return of(cast.getType());
        }
        if (e instanceof ElvisOperatorExpression || e instanceof TernaryExpression) {
            TernaryExpression either = (TernaryExpression) e;
            Known yes = of(either.getTrueExpression());
            return yes.equals(of(either.getFalseExpression())) ? yes : Known.NOTHING;
        }
        if (e instanceof BooleanExpression) {
            return Known.of(Boolean.class);
        }
        return several(e);
    }

    private Known several(Expression e) {
        if (e instanceof RangeExpression range) {
            return Known.list(List.class, of(range.getFrom()).type());
        }
        if (e instanceof ListExpression list) {
            List<Class<?>> types = list.getExpressions().stream()
                    .<Class<?>>map(x -> of(x).type())
                    .distinct()
                    .toList();
            return Known.list(ArrayList.class, types.size() == 1 ? types.get(0) : Object.class);
        }
        if (e instanceof BinaryExpression binary && binary.getOperation().getType() == Types.LEFT_SQUARE_BRACKET) {
            Known of = of(binary.getLeftExpression());
            return of.isList() && of(binary.getRightExpression()).type() == Integer.class ? of.one() : Known.NOTHING;
        }
        return Known.NOTHING;
    }

    /** The known type of a value whose class the script names. */
    public static Known of(ClassNode type) {
        if (!type.isResolved() || type.isArray()) {
            return Known.NOTHING;
        }
        Class<?> named = type.getTypeClass();
        return Known.of(java.lang.invoke.MethodType.methodType(named).wrap().returnType());
    }

    private Known variable(VariableExpression variable) {
        Known set = variables.get(key(variable));
        if (set != null) {
            return set;
        }
        String name = variable.getName();
        if (!(variable.getAccessedVariable() instanceof DynamicVariable) || defined.test(name)) {
            return Known.NOTHING;
        }
        return word(name).orElse(Known.BARE);
    }

    /** The known type of a bare word; empty if it is not a word. */
    private Optional<Known> word(String name) {
        return vocabulary
                .find(name)
                .map(v -> Known.word(v.name(), v.bareResult()))
                .or(() -> vocabulary.isPrefix(name) ? Optional.of(Known.word(name, Object.class)) : Optional.empty());
    }

    private Known property(PropertyExpression property) {
        Known of = of(property.getObjectExpression());
        String name = property.getPropertyAsString();
        if (name == null || property.getObjectExpression() instanceof org.codehaus.groovy.ast.expr.ClassExpression) {
            return Known.NOTHING;
        }
        if (of.word() != null) {
            Optional<Known> dotted = word(of.word() + "." + name);
            if (dotted.isPresent()) {
                return dotted.get();
            }
        }
        if (property.isSpreadSafe()) {
            return of.each(member(of.one(), name).type());
        }
        return member(of, name);
    }

    private Known member(Known of, String name) {
        if (!of.isJudged()) {
            return Known.NOTHING;
        }
        Members members = Members.of(of.type());
        Optional<Known> own = members.property(name, true);
        if (own.isPresent()) {
            return own.get();
        }
        if (of.isList()) {
            return of.each(member(of.one(), name).type());
        }
        return members.takesWords() ? word(name).orElse(Known.BARE) : Known.NOTHING;
    }

    private Known call(MethodCallExpression call) {
        String name = call.getMethodAsString();
        if (name == null || call.isSafe() && call.isSpreadSafe()) {
            return Known.NOTHING;
        }
        if (call.isImplicitThis()) {
            return defined.test(name)
                    ? Known.NOTHING
                    : vocabulary.find(name).map(v -> result(v, call)).orElse(Known.NOTHING);
        }
        Known of = of(call.getObjectExpression());
        if (of.word() != null) {
            Optional<Verb> dotted = vocabulary.find(of.word() + "." + name);
            if (dotted.isPresent()) {
                return result(dotted.get(), call);
            }
        }
        if (call.isSpreadSafe()) {
            return of.each(Object.class);
        }
        if (of.isList() && ONE.contains(name)) {
            return of.one();
        }
        if (of.isList() && (name.equals("each") || ListMethods.SELECTING.contains(name))) {
            return Known.list(of.type(), of.element());
        }
        if (!of.isJudged()) {
            return Known.NOTHING;
        }
        Members members = Members.of(of.type());
        Optional<Known> own = members.method(name);
        return own.isEmpty() && members.takesWords()
                ? vocabulary.find(name).map(v -> result(v, call)).orElse(Known.NOTHING)
                : own.orElse(Known.NOTHING);
    }

    private static Known result(Verb verb, MethodCallExpression call) {
        boolean alone = call.getArguments() instanceof TupleExpression all
                && all.getExpressions().isEmpty();
        if (alone
                && verb.result() != Table.class
                && !verb.signature().positional().isEmpty()) {
            // netns() lists what netns('a') makes
            return verb.listed() == Object.class ? Known.NOTHING : Known.list(Table.class, verb.listed());
        }
        boolean block = call.getArguments() instanceof TupleExpression arguments
                && arguments.getExpressions().stream()
                        .anyMatch(a -> a instanceof ClosureExpression
                                || a instanceof MethodCallExpression m && m.isImplicitThis());
        // the value of a block is that of its last line
        return block && verb.passesThrough()
                ? Known.NOTHING
                : Known.list(verb.result(), verb.row() == Object.class ? Members.element(verb.result()) : verb.row());
    }
}
