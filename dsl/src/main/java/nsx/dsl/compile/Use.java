package nsx.dsl.compile;

import java.util.ArrayList;
import java.util.List;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Place;
import nsx.dsl.Texts;
import nsx.dsl.Verb;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.SpreadExpression;
import org.codehaus.groovy.ast.expr.SpreadMapExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;

/** One use of a word in a script's text, held against what the word takes. */
final class Use {
    private final Verb verb;
    private final MethodCallExpression call;
    private final List<Expression> positional = new ArrayList<>();
    private final List<MapEntryExpression> named = new ArrayList<>();
    private final List<Expression> blocks = new ArrayList<>();

    private Use(Verb verb, MethodCallExpression call) {
        this.verb = verb;
        this.call = call;
    }

    static Use of(Verb verb, MethodCallExpression call) {
        Use use = new Use(verb, call);
        List<Expression> all = call.getArguments() instanceof TupleExpression tuple
                ? tuple.getExpressions()
                : List.of(call.getArguments());
        for (int i = 0; i < all.size(); i++) {
            use.take(all.get(i), i == 0, i == all.size() - 1);
        }
        return use;
    }

    private void take(Expression argument, boolean first, boolean last) {
        List<Parameter> expected = expected();
        if (first && argument instanceof MapExpression map && !in(Place.NAMED).isEmpty()) {
            named.addAll(map.getMapEntryExpressions());
        } else if (last
                && argument instanceof ClosureExpression
                && !in(Place.BLOCK).isEmpty()) {
            blocks.add(argument);
        } else if (!expected.isEmpty()
                && CheckWords.isNameWithBlock(
                        expected.get(Math.min(positional.size(), expected.size() - 1)), argument)) {
            MethodCallExpression name = (MethodCallExpression) argument;
            positional.add(name.getMethod());
            blocks.addAll(((TupleExpression) name.getArguments()).getExpressions());
        } else {
            positional.add(argument);
        }
    }

    /** Everything in it that is evaluated, for those that look further down. */
    List<Expression> expressions() {
        List<Expression> all = new ArrayList<>(positional);
        all.addAll(named);
        all.addAll(blocks);
        return all;
    }

    private List<Parameter> in(Place place) {
        return verb.parameters().stream().filter(p -> p.place() == place).toList();
    }

    private List<Parameter> expected() {
        return verb.parameters().stream().filter(Parameter::isPositional).toList();
    }

    void problems(CheckWords.Report report) {
        if (positional.stream().noneMatch(SpreadExpression.class::isInstance)) {
            checkCount(report);
            checkPositional(report);
        }
        named.forEach(entry -> checkNamed(entry, report));
    }

    private void checkCount(CheckWords.Report report) {
        List<Parameter> expected = expected();
        long needed = named.isEmpty() ? in(Place.REQUIRED).size() : 0;
        if (positional.size() > expected.size() && in(Place.REPEATED).isEmpty()) {
            report.problem(
                    positional.get(expected.size()),
                    verb.name() + " takes at most " + expected.size() + " arguments",
                    see());
        } else if (positional.size() < needed) {
            report.problem(
                    call.getMethod(),
                    verb.name() + " needs " + expected.get(positional.size()).name(),
                    see());
        }
    }

    private String see() {
        return "see help '" + verb.name() + "'";
    }

    private void checkPositional(CheckWords.Report report) {
        List<Parameter> expected = expected();
        int last = expected.size() - 1;
        boolean endless = !in(Place.REPEATED).isEmpty();
        for (int i = 0; i < positional.size() && (i <= last || endless); i++) {
            checkLiteral(expected.get(Math.min(i, last)), positional.get(i), report);
        }
    }

    private void checkNamed(MapEntryExpression entry, CheckWords.Report report) {
        List<Parameter> known = in(Place.NAMED);
        if (entry.getKeyExpression() instanceof SpreadMapExpression
                || !(entry.getKeyExpression() instanceof ConstantExpression)) {
            return;
        }
        String name = entry.getKeyExpression().getText();
        known.stream()
                .filter(p -> p.name().equals(name) || p.name().equals("*"))
                .findFirst()
                .ifPresentOrElse(p -> checkLiteral(p, entry.getValueExpression(), report), () -> {
                    List<String> names = known.stream().map(Parameter::name).toList();
                    String near = Texts.didYouMean(name, names);
                    report.problem(
                            entry.getKeyExpression(),
                            verb.name() + " has no option '" + name + "'",
                            near == null ? "its options: " + String.join(", ", names) : near);
                });
    }

    private void checkLiteral(Parameter parameter, Expression argument, CheckWords.Report report) {
        Literals.objection(parameter.type(), argument)
                .ifPresent(why -> report.problem(argument, verb.name() + ": " + parameter.name() + " " + why, null));
    }
}
