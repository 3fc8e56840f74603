package nsx.dsl.compile;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import nsx.dsl.error.NsxException;
import nsx.dsl.unit.LinkName;
import nsx.dsl.unit.NamespaceName;
import nsx.dsl.unit.Units;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Signature;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.SpreadExpression;
import org.codehaus.groovy.ast.expr.SpreadMapExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.UnaryMinusExpression;

/** One use of a word in the text of a script, compared with the word's signature. */
final class Use {
    /** Stands for any block; columns that select rows take one. */
    private static final Object BLOCK = Closure.IDENTITY;

    private static final Pattern GLOB = Pattern.compile("[*?\\[]");

    private final Signature signature;
    private final MethodCallExpression call;
    private final List<Expression> positional = new ArrayList<>();
    private final List<MapEntryExpression> named = new ArrayList<>();
    private final List<Expression> blocks = new ArrayList<>();

    private Use(Signature signature, MethodCallExpression call) {
        this.signature = signature;
        this.call = call;
    }

    static Use of(Signature signature, MethodCallExpression call) {
        Use use = new Use(signature, call);
        List<Expression> all = call.getArguments() instanceof TupleExpression tuple
                ? tuple.getExpressions()
                : List.of(call.getArguments());
        for (int i = 0; i < all.size(); i++) {
            use.take(all.get(i), i == 0, i == all.size() - 1);
        }
        return use;
    }

    private void take(Expression argument, boolean first, boolean last) {
        Optional<Parameter<?>> expected = signature.at(positional.size());
        if (first && argument instanceof MapExpression map && signature.takesOptions()) {
            named.addAll(map.getMapEntryExpressions());
        } else if (last && argument instanceof ClosureExpression && (signature.takesBlock() || expected.isEmpty())) {
            blocks.add(argument);
        } else if (expected.filter(p -> CheckWords.isNameWithBlock(p, argument)).isPresent()) {
            MethodCallExpression name = (MethodCallExpression) argument;
            positional.add(name.getMethod());
            blocks.addAll(((TupleExpression) name.getArguments()).getExpressions());
        } else {
            positional.add(argument);
        }
    }

    /** The expressions in the use that are evaluated. */
    List<Expression> expressions() {
        List<Expression> all = new ArrayList<>(positional);
        all.addAll(named);
        all.addAll(blocks);
        return all;
    }

    /** Checks {@code word = value}, which equals {@code word value}. */
    static void assigned(Signature signature, Expression value, CheckWords.Report report) {
        signature.at(0).ifPresent(p -> checkLiteral(signature, p, value, report));
    }

    void problems(CheckWords.Report report) {
        if (positional.stream().noneMatch(SpreadExpression.class::isInstance)) {
            Optional<NsxException> miscounted = signature.miscounted(positional, !named.isEmpty());
            int most = signature.positional().size();
            miscounted.ifPresent(
                    m -> report(positional.size() > most ? positional.get(most) : call.getMethod(), m, report));
            for (int i = 0; i < positional.size(); i++) {
                Expression argument = positional.get(i);
                if (argument instanceof ConstantExpression constant
                        && constant.isNullExpression()
                        && !signature.takesNull(i)) {
                    report(argument, signature.isNull(i), report);
                }
                signature.at(i).ifPresent(p -> checkLiteral(signature, p, argument, report));
            }
        }
        problemsOfOptions(report);
    }

    /** Reports a missing option without which no call of the word works. A first argument that is no literal may be a map of options. */
    void missing(CheckWords.Report report) {
        boolean open = positional.stream().limit(1).anyMatch(e -> !isText(e))
                || named.stream().anyMatch(e -> !(e.getKeyExpression() instanceof ConstantExpression));
        if (!open && call != null) {
            List<String> names =
                    named.stream().map(e -> e.getKeyExpression().getText()).toList();
            signature.lacking(names).ifPresent(m -> report(call.getMethod(), m, report));
        }
    }

    private static boolean isText(Expression e) {
        return e instanceof ConstantExpression || e instanceof GStringExpression;
    }

    /** Whether the word has all options that are written. */
    boolean hasOnlyKnownOptions() {
        return named.stream()
                .allMatch(entry ->
                        signature.option(entry.getKeyExpression().getText()).isPresent());
    }

    /** Those of its options alone, where another word stands for the other arguments. */
    void problemsOfOptions(CheckWords.Report report) {
        named.forEach(entry -> checkNamed(entry, report));
    }

    private void checkNamed(MapEntryExpression entry, CheckWords.Report report) {
        if (entry.getKeyExpression() instanceof SpreadMapExpression
                || !(entry.getKeyExpression() instanceof ConstantExpression)) {
            return;
        }
        String name = entry.getKeyExpression().getText();
        signature
                .option(name)
                .ifPresentOrElse(
                        p -> {
                            int options = entry.getValueExpression() instanceof MapExpression map
                                    ? map.getMapEntryExpressions().size()
                                    : 0;
                            signature
                                    .misspelt(name, p, options)
                                    .ifPresent(m -> report(entry.getKeyExpression(), m, report));
                            checkLiteral(signature, p, entry.getValueExpression(), report);
                            checkInner(
                                    signature.word() + " " + name,
                                    p.reader().inner(),
                                    entry.getValueExpression(),
                                    report);
                        },
                        () -> report(entry.getKeyExpression(), signature.unknown(name), report));
    }

    /** Checks a map of options: {@code tbf: [rate: 1.mbit]}, and lists of such maps. */
    private static void checkInner(String word, List<Parameter<?>> inner, Expression value, CheckWords.Report report) {
        if (inner.isEmpty()) {
            return;
        }
        if (value instanceof MapExpression map) {
            Use nested = new Use(new Signature(word, inner), null);
            map.getMapEntryExpressions().forEach(e -> nested.checkNamed(e, report));
        } else if (value instanceof ListExpression list) {
            list.getExpressions().forEach(e -> checkInner(word, inner, e, report));
        }
    }

    /** Checks a literal, also one with a unit: the only values that are known before a run. */
    private static void checkLiteral(
            Signature signature, Parameter<?> parameter, Expression argument, CheckWords.Report report) {
        Object value =
                argument instanceof ClosureExpression && parameter.type() != Type.ANY ? BLOCK : literal(argument);
        if (value == null) {
            return;
        }
        try {
            parameter.read(signature.word(), value);
            if (value instanceof String text) {
                checkName(signature, parameter.type(), text);
            }
        } catch (NsxException e) {
            report(argument, e, report);
        }
    }

    /** Checks a name by the kernel's rules: of a namespace that the word creates, or of a device. */
    private static void checkName(Signature signature, Type type, String name) {
        switch (type) {
            case NEW_LINK -> LinkName.check(name);
            case ENDPOINT -> LinkName.check(name.substring(name.lastIndexOf(':') + 1));
            default ->
                type.kind()
                        .filter(k -> signature.word().equals(k.file() + "ns")
                                && !GLOB.matcher(name).find())
                        .ifPresent(k -> NamespaceName.check(k, name));
        }
    }

    /** The value of a literal; null for any other expression. */
    private static Object literal(Expression e) {
        if (e instanceof ListExpression list && !list.getExpressions().isEmpty()) {
            List<Object> all = new ArrayList<>();
            for (Expression element : list.getExpressions()) {
                all.add(literal(element));
            }
            return all.contains(null) ? null : all;
        }
        if (e instanceof UnaryMinusExpression minus) {
            Object value = literal(minus.getExpression());
            return value instanceof Integer i ? (Object) (-i) : value instanceof Long l ? -l : null;
        }
        if (e instanceof PropertyExpression property
                && property.getObjectExpression() instanceof ConstantExpression count
                && count.getValue() instanceof Number number) {
            return measure(number, property.getPropertyAsString());
        }
        return e instanceof ConstantExpression constant ? constant.getValue() : null;
    }

    /** The value of a number with a unit, such as {@code 50.ms}; null if there is no such unit or the number is too large for it. */
    private static Object measure(Number number, String unit) {
        return unit == null ? null : Units.named(number, unit).orElse(null);
    }

    private static void report(ASTNode place, NsxException mistake, CheckWords.Report report) {
        String reason = mistake.reason() == null ? "" : ": " + mistake.reason();
        report.problem(place, mistake.getMessage() + reason, mistake.hint());
    }
}
