package nsx.dsl.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nsx.dsl.Call;
import nsx.dsl.Deletable;
import nsx.dsl.Entry;
import nsx.dsl.NsxException;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Texts;
import nsx.dsl.Theme;
import nsx.dsl.Verb;

/** {@code delete x, y} and {@code delete netns: 'a'}. */
public final class DeleteVerb extends Verb {
    public DeleteVerb() {
        super(Entry.of(
                        "delete",
                        "remove objects, as values or by kind and name; what is not there is an error",
                        Theme.LANGUAGE)
                .example("by name", "netns 'a'\ndelete netns: 'a'")
                .example("values", "def x = netns 'x'\ndef y = netns 'y'\ndelete x, y"));
    }

    /** Made when they are asked for: each kind of object has its own. */
    @Override
    public List<Parameter<?>> parameters() {
        List<Parameter<?>> all = new ArrayList<>();
        all.add(Parameter.repeated("values", Type.ANY, "what words returned"));
        for (Deletion d : Deletions.ALL) {
            all.add(Parameter.named(d.kind(), d.type(), "the name of one, or a list of names")
                    .orSeveral());
        }
        Deletions.ALL.stream()
                .flatMap(d -> d.options().stream())
                .filter(o -> all.stream().noneMatch(p -> p.name().equals(o.name())))
                .forEach(all::add);
        return all;
    }

    @Override
    public Object run(Call call) {
        if (call.size() == 0 && call.named().isEmpty()) {
            throw new NsxException("delete needs to know what").hint("such as: delete netns: 'a'");
        }
        if (call.size() > 0 && !call.named().isEmpty()) {
            throw new NsxException("delete takes either values or kinds with names").at(call.at(0));
        }
        // all are looked at before the first goes
        List<Deletable> values = new ArrayList<>();
        call.positional().forEach(v -> collect(v, values));
        values.forEach(Deletable::delete);
        byKind(call);
        return null;
    }

    private static void collect(Object value, List<Deletable> all) {
        if (value instanceof Deletable d) {
            all.add(d);
        } else if (value instanceof List<?> list) {
            list.forEach(v -> collect(v, all));
        } else {
            throw new NsxException("delete does not know what '" + Texts.of(value) + "' is")
                    .at(Texts.of(value))
                    .hint("say its kind: delete netns: '" + Texts.of(value) + "'");
        }
    }

    private static void byKind(Call call) {
        List<Map.Entry<String, Object>> known = call.named().entrySet().stream()
                .filter(e -> find(e.getKey()).isPresent())
                .toList();
        if (known.isEmpty() && !call.named().isEmpty()) {
            throw new NsxException("delete needs a kind of object")
                    .at(call.named().keySet().iterator().next());
        }
        refuseStrangers(
                call, known.stream().map(e -> find(e.getKey()).orElseThrow()).toList());
        // all are looked up before the first goes
        known.forEach(
                e -> several(e).forEach(one -> find(e.getKey()).orElseThrow().check(call, one)));
        known.forEach(e -> find(e.getKey()).orElseThrow().deleteAll(call, several(e)));
    }

    private static List<?> several(Map.Entry<String, Object> entry) {
        return entry.getValue() instanceof List<?> list ? list : List.of(entry.getValue());
    }

    /** An option that none of the kinds has, though another kind does. */
    private static void refuseStrangers(Call call, List<Deletion> deletions) {
        Set<String> options = deletions.stream()
                .flatMap(d -> d.options().stream())
                .map(Parameter::name)
                .collect(Collectors.toSet());
        for (String name : call.named().keySet()) {
            if (find(name).isEmpty() && !options.contains(name)) {
                throw new NsxException("delete " + deletions.get(0).kind() + ": has no option '" + name + "'")
                        .at(name)
                        .hint(
                                options.isEmpty()
                                        ? "it has none"
                                        : "its options: " + String.join(", ", new TreeSet<>(options)));
            }
        }
    }

    private static Optional<Deletion> find(String kind) {
        return Deletions.ALL.stream().filter(d -> d.kind().equals(kind)).findFirst();
    }
}
