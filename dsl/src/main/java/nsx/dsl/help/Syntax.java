package nsx.dsl.help;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Position;

/** The syntax of a word as text: {@code ping ADDRESS[, count: NUMBER]}. */
final class Syntax {
    private static final int FEW = 4;

    private Syntax() {}

    static String of(Verb verb) {
        List<Parameter<?>> all = verb.parameters();
        String required = all.stream()
                .filter(p -> p.place() == Position.REQUIRED)
                .map(p -> shown(p.name()))
                .collect(Collectors.joining(", "));
        String optional = all.stream()
                .filter(p -> p.place() == Position.OPTIONAL)
                .map(p -> ", " + shown(p.name()))
                .reduce("", (inner, p) -> inner + "[" + p, String::concat);
        String closing = "]".repeat((int) optional.chars().filter(c -> c == '[').count());
        String repeated = all.stream()
                .filter(p -> p.place() == Position.REPEATED)
                .map(p -> "[, " + shown(p.name()) + "…]")
                .collect(Collectors.joining());
        String arguments = required + optional + closing + repeated + options(all);
        // the first argument has no comma before it
        String line = required.isEmpty() ? arguments.replaceFirst("\\[, ", "[") : arguments;
        String block = all.stream().anyMatch(p -> p.place() == Position.BLOCK) ? " [{ … }]" : "";
        return required.isEmpty() ? verb.name() + "(" + line + ")" + block : verb.name() + " " + line + block;
    }

    private static String options(List<Parameter<?>> all) {
        List<Parameter<?>> named =
                all.stream().filter(p -> p.place() == Position.NAMED).toList();
        Stream<String> shown = named.stream()
                .limit(FEW)
                .map(p -> "[, " + (p.name().equals("*") ? "NAME" : p.name()) + ": "
                        + shown(p.type().name()) + "]");
        return shown.collect(Collectors.joining()) + (named.size() > FEW ? "[, …]" : "");
    }

    private static String shown(String name) {
        return name.toUpperCase(Locale.ROOT).replace('_', '-');
    }
}
