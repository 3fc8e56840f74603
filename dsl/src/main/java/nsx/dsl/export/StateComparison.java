package nsx.dsl.export;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import nsx.dsl.error.NsxException;
import nsx.dsl.plan.Plan;
import nsx.dsl.plan.PlannedOperation;
import nsx.dsl.plan.Planner;
import nsx.dsl.session.Session;
import nsx.ns.NamespaceKind;

/**
 * A script compared with the existing state. The script is planned twice: over the existing state, to find what it
 * would change, and over an empty machine, to find what it declares and thus what others added. Nothing is changed.
 */
public final class StateComparison {
    private final Session session;
    private final Object[] script;
    private final Baseline baseline;
    private final Set<String> unfollowed = new TreeSet<>();

    /**
     * Whether each line could be followed on an empty machine; otherwise an unfollowed line may declare an apparent
     * addition.
     */
    private boolean isDeclaredWhole;

    private StateComparison(Session session, Object[] script, Baseline baseline) {
        this.session = session;
        this.script = script;
        this.baseline = baseline;
    }

    /** @param arguments the arguments of the script */
    public static Difference of(Session session, String script, List<?> arguments) {
        session.scripts().get(script, "compare with");
        List<Object> all = new ArrayList<>();
        all.add(script);
        all.addAll(arguments);
        try (Baseline baseline = Baseline.beside(session.host())) {
            return new StateComparison(session, all.toArray(), baseline).difference();
        }
    }

    private Difference difference() {
        List<Line> is = Export.lines(session, session.host(), baseline);
        List<Line> should = new ArrayList<>();
        Planner planner = Planner.of(session);
        planner.during(() -> {
            include(should, () -> Export.planned(session, session.host(), "host", baseline, planner.plan()));
        });
        Plan plan = planner.plan();
        unfollowed.addAll(plan.getUnresolved());
        plan.stream().filter(StateComparison::acts).forEach(o -> unfollowed.add("line " + o.line() + ": " + o.does()));
        List<DifferenceRow> rows = new ArrayList<>();
        if (!should.isEmpty()) {
            compare(keyed(is), keyed(should), rows);
            declared().ifPresent(all -> extra(is, keyed(should), all, rows));
        }
        return new Difference(rows, List.copyOf(unfollowed));
    }

    /** Adds the lines that could be followed, even if the script ends at something that is known only at run time. */
    private void include(List<Line> into, Supplier<List<Line>> lines) {
        try {
            session.answers().silently(() -> session.call("include", script));
        } finally {
            into.addAll(lines.get());
        }
    }

    /** Whether an operation has effects that only a run could show: a program, a file. */
    private static boolean acts(PlannedOperation operation) {
        return operation.calls().stream().anyMatch(c -> c.startsWith("execve") || c.contains("O_WRONLY"));
    }

    private static String key(Line line) {
        return line.place() + " " + line.key();
    }

    private static Map<String, Line> keyed(List<Line> lines) {
        Map<String, Line> keyed = new LinkedHashMap<>();
        lines.forEach(l -> keyed.putIfAbsent(key(l), l));
        return keyed;
    }

    private static DifferenceRow row(String drift, Line is, Line should, String mend) {
        Line either = should == null ? is : should;
        String where = either.place().isEmpty() ? "host" : either.place().replaceFirst("^\\w+\\('(.*)'\\)$", "$1");
        return new DifferenceRow(
                drift,
                where,
                either.what(),
                is == null ? null : is.alone(),
                should == null ? null : should.alone(),
                mend == null ? null : either.anywhere(mend));
    }

    /** Adds the changes of the plan. For an object that no word can create, a difference is unknown. */
    private static void compare(Map<String, Line> is, Map<String, Line> should, List<DifferenceRow> rows) {
        should.forEach((key, wanted) -> {
            Line there = is.get(key);
            if (wanted.isComment()) {
                return;
            }
            if (there == null || there.isComment()) {
                rows.add(row("missing", null, wanted, wanted.alone()));
            } else if (!there.alone().equals(wanted.alone())) {
                rows.add(row("changed", there, wanted, wanted.alone()));
            }
        });
        is.forEach((key, there) -> {
            if (!should.containsKey(key) && !there.isComment()) {
                rows.add(row("changed", there, null, there.removal()));
            }
        });
    }

    /**
     * The lines that the script declares on an empty machine; empty if it ends early, because later declarations
     * would be taken for additions of others.
     */
    private Optional<List<Line>> declared() {
        List<Line> lines = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        Planner planner = Planner.of(session);
        planner.during(() -> session.call("sandbox", new Closure<Object>(session) {
            private static final long serialVersionUID = 1;

            @Override
            public Object call() {
                return call(new Object[0]);
            }

            @Override
            public Object call(Object... none) {
                try {
                    include(
                            lines,
                            () -> Export.planned(session, session.context(), "sandbox", baseline, planner.plan()));
                } catch (NsxException e) {
                    failures.add(e.getMessage() + (e.reason() == null ? "" : ": " + e.reason()));
                }
                return null;
            }
        }));
        List<String> unresolved = planner.plan().getUnresolved();
        isDeclaredWhole = unresolved.isEmpty();
        unfollowed.addAll(unresolved);
        failures.forEach(f -> unfollowed.add("what others added: on an empty machine the script ends with: " + f));
        return failures.isEmpty() ? Optional.of(lines) : Optional.empty();
    }

    /** The blocks of the namespaces that a line makes; a container gives them its name. */
    private static List<String> made(Line line) {
        return switch (line.what()) {
            case "namespace" -> List.of(line.key().replaceFirst("^(\\w+) (.*)$", "$1('$2')"));
            case "container" ->
                Arrays.stream(NamespaceKind.values())
                        .map(kind -> kind.file() + "ns('" + line.key() + "')")
                        .toList();
            default -> List.of();
        };
    }

    /** What is on top of what the script declares, in its namespaces and on its devices. */
    private void extra(List<Line> is, Map<String, Line> should, List<Line> declared, List<DifferenceRow> rows) {
        Set<String> known = keyed(declared).keySet();
        Set<String> places = new HashSet<>();
        Map<String, Set<String>> devices = new HashMap<>();
        declared.forEach(l -> {
            places.add(l.place());
            places.addAll(made(l));
            if (!l.subject().isEmpty()) {
                devices.computeIfAbsent(l.place(), p -> new HashSet<>()).add(l.subject());
            }
        });
        places.remove("");
        for (Line line : is) {
            boolean within = places.contains(line.place())
                    || Export.pairPlaces(line).stream().anyMatch(places::contains)
                    || devices.getOrDefault(line.place(), Set.of()).contains(line.subject());
            if (within && !line.isComment() && !known.contains(key(line)) && should.containsKey(key(line))) {
                rows.add(row("extra", line, null, isDeclaredWhole ? line.removal() : null));
            }
        }
    }
}
