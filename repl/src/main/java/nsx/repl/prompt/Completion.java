package nsx.repl.prompt;

import groovy.lang.Closure;
import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Place;
import nsx.dsl.Session;
import nsx.dsl.Verb;
import nsx.repl.render.Properties;

/**
 * What could stand where the cursor is, from the catalogue of words, the session's variables, and the names of devices and
 * namespaces as the kernel lists them. Nothing is evaluated.
 */
public final class Completion {
    private final Session session;

    /**
     * One proposal.
     *
     * @param group the heading under which it stands
     * @param suffix what follows it once it is chosen
     */
    public record Proposal(String text, String group, String summary, String suffix) {}

    public Completion(Session session) {
        this.session = session;
    }

    /** @param text everything before the cursor */
    public List<Proposal> of(String text) {
        Spot spot = Spot.at(text);
        if (spot.receiver() != null) {
            return session.vocabulary()
                    .find(spot.receiver())
                    .map(v -> members(v.result(), ""))
                    .orElse(List.of());
        }
        int dot = spot.fragment().lastIndexOf('.');
        if (!spot.quoted() && dot > 0) {
            return after(spot.fragment().substring(0, dot));
        }
        Optional<Verb> verb =
                spot.call() == null ? Optional.empty() : session.vocabulary().find(spot.call());
        return verb.map(v -> arguments(v, spot)).orElseGet(() -> spot.quoted() ? List.of() : anything());
    }

    private List<Proposal> after(String owner) {
        String prefix = owner + ".";
        List<Proposal> all = new ArrayList<>();
        session.vocabulary().verbs().stream()
                .filter(v -> v.name().startsWith(prefix))
                .forEach(v -> all.add(new Proposal(v.name(), "words", v.summary(), " ")));
        Object variable = session.binding().getVariables().get(owner);
        Class<?> type = variable != null
                ? variable.getClass()
                : session.devices().contains(owner)
                        ? session.vocabulary()
                                .find("link")
                                .<Class<?>>map(Verb::result)
                                .orElse(Object.class)
                        : session.vocabulary()
                                .find(owner)
                                .<Class<?>>map(Verb::bareResult)
                                .orElse(Object.class);
        all.addAll(members(type, prefix));
        return all;
    }

    /** The properties and methods of a value of nsx's. */
    private static List<Proposal> members(Class<?> type, String prefix) {
        List<Proposal> all = new ArrayList<>();
        if (type.getName().startsWith("nsx.")) {
            Properties.getters(type).forEach(p -> all.add(new Proposal(prefix + p, "properties", "", "")));
            Properties.methods(type).forEach(n -> all.add(new Proposal(prefix + n + "(", "methods", "", "")));
        }
        return all;
    }

    private List<Proposal> arguments(Verb verb, Spot spot) {
        List<Proposal> all = new ArrayList<>();
        if (spot.option() != null) {
            named(verb, spot.option()).ifPresent(p -> all.addAll(values(p, spot.quoted())));
            return all;
        }
        List<Parameter> positional =
                verb.parameters().stream().filter(Parameter::isPositional).toList();
        if (!positional.isEmpty()) {
            all.addAll(values(positional.get(Math.min(spot.argument(), positional.size() - 1)), spot.quoted()));
        }
        if (!spot.quoted()) {
            verb.parameters().stream()
                    .filter(p -> p.place() == Place.NAMED && !p.name().equals("*"))
                    .forEach(p -> all.add(new Proposal(p.name() + ":", "options", p.summary(), " ")));
            all.addAll(variables());
        }
        return all;
    }

    private static Optional<Parameter> named(Verb verb, String name) {
        return verb.parameters().stream()
                .filter(p -> p.place() == Place.NAMED
                        && (p.name().equals(name) || p.name().equals("*")))
                .findFirst();
    }

    /** The values of a parameter that can be listed. */
    private List<Proposal> values(Parameter parameter, boolean quoted) {
        return switch (parameter.type()) {
            case LINK -> names(session.devices(), "devices", quoted, "");
            case NETNS, NAMESPACE -> names(session.namespaces(), "namespaces", quoted, "");
            case ENDPOINT -> {
                List<Proposal> all = new ArrayList<>(names(session.devices(), "devices", quoted, ""));
                all.addAll(names(session.namespaces(), "namespaces", quoted, quoted ? ":" : ""));
                yield all;
            }
            case WORD -> words();
            case FLAG -> names(List.of("true", "false"), "values", true, "");
            case FILE, SCRIPT -> quoted ? files() : List.of();
            default -> List.of();
        };
    }

    private static List<Proposal> files() {
        String[] names = new File(".").list();
        return names == null ? List.of() : names(Arrays.stream(names).sorted().toList(), "files", true, "");
    }

    private List<Proposal> anything() {
        List<Proposal> all = new ArrayList<>(words());
        all.addAll(variables());
        all.addAll(names(session.devices(), "devices", false, ""));
        all.addAll(names(session.namespaces(), "namespaces", false, ""));
        return all;
    }

    private List<Proposal> words() {
        return session.vocabulary().verbs().stream()
                .map(v -> new Proposal(v.name(), "words", v.summary(), " "))
                .toList();
    }

    private List<Proposal> variables() {
        Map<?, ?> variables = session.binding().getVariables();
        return variables.entrySet().stream()
                .map(e -> new Proposal(
                        String.valueOf(e.getKey()), "variables", e.getValue() instanceof Closure ? "a block" : "", ""))
                .toList();
    }

    /** Names that are no identifiers can only stand in quotes. */
    private static List<Proposal> names(List<String> names, String group, boolean quoted, String after) {
        return names.stream()
                .filter(n -> quoted ? n.matches("[^'\"\\p{Cntrl}]+") : n.matches("[A-Za-z_$][\\w$]*"))
                .map(n -> new Proposal(n + after, group, "", ""))
                .toList();
    }
}
