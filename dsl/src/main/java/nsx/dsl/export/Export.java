package nsx.dsl.export;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.error.NsxException;
import nsx.dsl.export.Pairs.End;
import nsx.dsl.plan.PlannedOperation;
import nsx.dsl.session.LiveDisplay.Progress;
import nsx.dsl.session.Session;
import nsx.dsl.unit.Literal;
import nsx.dsl.value.namespace.NamedSet;
import nsx.dsl.value.namespace.NamespaceValue;
import nsx.ns.Context;
import nsx.ns.NamespaceKind;
import nsx.rtnl.Link;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;

/** The existing state as a script in the words of the language. */
public final class Export {
    private final Session session;
    private final Context start;
    private final Predicate<String> only;
    private final boolean chosen;
    private final List<Line> lines = new ArrayList<>();
    /** The part being read, for a person who waits. */
    private volatile String step = "";
    /** Kernel parameters that a plan sets, by namespace. */
    private final Map<String, Map<String, String>> noted = new HashMap<>();

    private Export(Session session, Context start, Predicate<String> only, boolean chosen) {
        this.session = session;
        this.start = start;
        this.only = only;
        this.chosen = chosen;
    }

    /** The script of all named namespaces, and of the connected parts of the starting ones. */
    public static String text(Session session) {
        try (Baseline baseline = Baseline.beside(session.host())) {
            return Script.of(lines(session, session.host(), baseline));
        }
    }

    /** The script of the namespaces whose name matches a pattern such as {@code lab-*}. */
    public static String text(Session session, String pattern) {
        Set<String> names = new HashSet<>();
        for (NamespaceKind kind : NamespaceKind.values()) {
            names.addAll(new NamedSet(session, kind).matching(pattern));
        }
        if (names.isEmpty()) {
            throw new NsxException("no namespace matches " + pattern).at(pattern);
        }
        try (Baseline baseline = Baseline.beside(session.host())) {
            return Script.of(new Export(session, session.host(), names::contains, true).all(baseline));
        }
    }

    /** The lines of a session that was started in these namespaces. */
    static List<Line> lines(Session session, Context start, Baseline baseline) {
        return new Export(session, start, name -> true, false).all(baseline);
    }

    /** The lines of a session that contains the operations of a plan; it was started in a place of this name. */
    static List<Line> planned(
            Session session, Context start, String name, Baseline baseline, List<PlannedOperation> plan) {
        Export export = new Export(session, start, all -> true, false);
        export.noted.putAll(KernelParameters.noted(plan));
        export.noted.put("", export.noted.getOrDefault(name, Map.of()));
        return export.all(baseline);
    }

    @SuppressWarnings("try")
    private List<Line> all(Baseline baseline) {
        try (Progress told = session.answers().progress(() -> "export: " + step)) {
            return read(baseline);
        }
    }

    private void step(String now) {
        if (Thread.currentThread().isInterrupted()) {
            throw new NsxException("export was interrupted");
        }
        step = now;
    }

    private List<Line> read(Baseline baseline) {
        step("reading containers");
        Containers containers = Containers.of(session, start, only);
        Map<NamespaceKind, List<NamespaceValue>> named = new LinkedHashMap<>();
        for (NamespaceKind kind : NamespaceKind.values()) {
            List<NamespaceValue> values = new NamedSet(session, kind)
                    .values().stream()
                            .filter(n -> only.test(n.getName()))
                            .sorted(Comparator.comparing(n -> Network.counted(n.getName())))
                            .toList();
            named.put(kind, values);
            values.stream()
                    .filter(n -> !containers.makes(kind, n.getName()))
                    .forEach(n -> lines.add(NamedLines.head(session, n)));
        }
        lines.addAll(containers.lines());
        networks(named.get(NamespaceKind.NET), baseline);
        named.forEach((kind, values) -> values.forEach(n -> lines.addAll(NamedLines.inside(session, start, n))));
        if (!chosen) {
            lines.addAll(NamedLines.start(session, start));
        }
        return lines;
    }

    private void networks(List<NamespaceValue> named, Baseline baseline) {
        List<Network> networks = new ArrayList<>();
        networks.add(Network.of("", session.here(start)));
        for (NamespaceValue namespace : named) {
            step("reading network namespace " + networks.size() + " of " + named.size());
            if (!start.net().equals(namespace.namespace())) {
                networks.add(Network.of(namespace.getName(), session.here(namespace.context())));
            }
        }
        Pairs pairs = Pairs.of(networks);
        Coverage coverage = Coverage.of(networks.get(0), pairs, chosen);
        Set<End> told = new HashSet<>();
        List<Line> inside = new ArrayList<>();
        for (int i = 0; i < networks.size(); i++) {
            step("writing network namespace " + (i + 1) + " of " + networks.size());
            Network network = networks.get(i);
            Set<Integer> covered = network.isStart()
                    ? coverage.devices()
                    : Set.copyOf(network.links().keySet());
            Set<Integer> asked = covered.stream()
                    .filter(index -> !Coverage.isOfModule(network.links().get(index)))
                    .collect(Collectors.toSet());
            network.ordered().stream()
                    .filter(l -> asked.contains(l.index()))
                    .forEach(l -> pair(network, l, pairs, told, baseline));
            boolean all = !network.isStart() || coverage.all();
            inside.addAll(new NetworkLines(
                            new Selection(network, asked, all, chosen && network.isStart()),
                            baseline,
                            pairs,
                            noted.getOrDefault(network.name(), Map.of()))
                    .lines());
        }
        lines.addAll(inside);
    }

    /** Adds a pair once, at the first end that is met. */
    private void pair(Network network, Link link, Pairs pairs, Set<End> told, Baseline baseline) {
        pairs.other(network, link).filter(other -> !told.contains(other)).ifPresent(other -> {
            told.add(new End(network, link));
            Kind kind = Kinds.of(link.kind(), link.data()).orElseThrow();
            Map<String, Object> options = new DeviceLines(network, baseline, Set.of())
                    .options(
                            kind,
                            Network.data(kind, link),
                            baseline.sample(kind, link).map(s -> Network.data(kind, s.link())),
                            Set.of());
            boolean same = network == other.network();
            String a = same ? link.name() : network.end(link);
            String b = same ? other.link().name() : other.network().end(other.link());
            String text = kind + " " + Literal.quoted(a) + ", " + Literal.quoted(b)
                    + (options.isEmpty() ? "" : ", " + Literal.options(options));
            String removal = "link(" + Literal.quoted(link.name()) + ").delete()";
            String place = same ? network.place() : "";
            String away = same || network.isStart() ? removal : network.place() + " { " + removal + " }";
            lines.add(new Line(place, "device", "", "pair " + a + " " + b, null, text, away));
        });
    }

    /** The blocks of the namespaces with the ends of a pair; none for another line. */
    static List<String> pairPlaces(Line line) {
        return !line.key().startsWith("pair ")
                ? List.of()
                : Stream.of(line.key().substring("pair ".length()).split(" "))
                        .filter(end -> end.contains(":"))
                        .map(end -> "netns(" + Literal.quoted(end.substring(0, end.lastIndexOf(':'))) + ")")
                        .toList();
    }
}
