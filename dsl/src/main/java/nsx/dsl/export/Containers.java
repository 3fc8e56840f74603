package nsx.dsl.export;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import nsx.dsl.session.Session;
import nsx.dsl.unit.Literal;
import nsx.dsl.value.namespace.NamedSet;
import nsx.dsl.value.process.ContainerValue;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.ns.UnresolvedException;

/** Containers as lines, and the namespaces that their blocks create. */
final class Containers {
    private record Part(NamespaceKind kind, String name) {}

    private final List<Line> lines = new ArrayList<>();
    private final Set<Part> parts = new HashSet<>();

    private Containers() {}

    static Containers of(Session session, Context start, Predicate<String> only) {
        Containers all = new Containers();
        ContainerValue.names(session).stream()
                .filter(only)
                .flatMap(name -> ContainerValue.find(session, name).stream())
                .forEach(container -> all.add(session, start, container));
        return all;
    }

    private void add(Session session, Context start, ContainerValue container) {
        String name = container.name();
        List<String> words = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        for (Map.Entry<NamespaceKind, Namespace> part : container.parts().entrySet()) {
            NamespaceKind kind = part.getKey();
            if (start.get(kind).filter(part.getValue()::equals).isPresent()) {
                continue;
            }
            List<String> names = new NamedSet(session, kind)
                    .values().stream()
                            .filter(n -> n.namespace().equals(part.getValue()))
                            .map(n -> n.name())
                            .toList();
            String word = kind == NamespaceKind.CGROUP ? "cgroupns" : kind.file();
            if (names.contains(name)) {
                words.add(word + "()");
                parts.add(new Part(kind, name));
            } else if (names.isEmpty()) {
                lost.add(word);
            } else {
                words.add(word + " " + kind.file() + "ns(" + Literal.quoted(names.get(0)) + ")");
            }
        }
        String head = "container(" + Literal.quoted(name) + ")";
        lines.add(Line.of(
                "",
                "container",
                name,
                head + " { " + String.join("; ", words) + " }",
                "delete container: " + Literal.quoted(name)));
        lost.forEach(kind -> lines.add(
                Line.comment("", "comment", "container " + name + " is in a " + kind + " namespace without a name")));
        commands(container)
                .forEach(command -> lines.add(Line.comment("", "comment", "container " + name + " runs: " + command)));
    }

    /** In one that a plan makes nothing runs. */
    private static List<String> commands(ContainerValue container) {
        try {
            return container.getCommands();
        } catch (UnresolvedException e) {
            return List.of();
        }
    }

    List<Line> lines() {
        return lines;
    }

    /** Whether the block of a container creates this namespace. */
    boolean makes(NamespaceKind kind, String name) {
        return parts.contains(new Part(kind, name));
    }
}
