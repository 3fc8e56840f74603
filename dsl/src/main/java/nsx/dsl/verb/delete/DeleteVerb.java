package nsx.dsl.verb.delete;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nsx.dsl.change.Deletable;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Mistake;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** The word {@code delete}: {@code delete x, y} and {@code delete netns: 'a'}. */
public final class DeleteVerb extends Verb {
    private static final Parameter<Object> VALUES =
            Parameter.repeated("values", Reader.any(Type.ANY), "values that words returned");

    public DeleteVerb() {
        super(Entry.of(
                        "delete",
                        "remove objects, as values or by kind and name; a missing object is an error",
                        Theme.LANGUAGE)
                .example("by name", "netns 'a'\ndelete netns: 'a'")
                .example("values", "def x = netns 'x'\ndef y = netns 'y'\ndelete x, y"));
    }

    private static Parameter<List<Object>> which(Deletion deletion) {
        return Parameter.named(
                deletion.kind(), Reader.several(Reader.any(deletion.type())), "the name of one, or a list of names");
    }

    /** The parameters, built when they are first needed, because each kind of object has its own. */
    @Override
    public List<Parameter<?>> parameters() {
        List<Parameter<?>> all = new ArrayList<>();
        all.add(VALUES);
        Deletions.ALL.forEach(d -> all.add(which(d)));
        Deletions.ALL.stream()
                .flatMap(d -> d.options().stream())
                .filter(o -> all.stream().noneMatch(p -> p.name().equals(o.name())))
                .forEach(all::add);
        return all;
    }

    @Override
    public Object run(Call call) {
        Set<String> named = call.arguments().options().keySet();
        if (call.size() == 0 && named.isEmpty()) {
            throw new NsxException("delete needs a value, or a kind and a name").hint("such as: delete netns: 'a'");
        }
        if (call.size() > 0 && !named.isEmpty()) {
            throw new NsxException("delete takes either values or kinds with names")
                    .at(call.all(VALUES).get(0));
        }
        // check all before the first is deleted
        List<Deletable> values = new ArrayList<>();
        call.all(VALUES).forEach(v -> collect(v, values));
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
        List<Deletion> known =
                Deletions.ALL.stream().filter(d -> call.has(which(d))).toList();
        Set<String> named = call.arguments().options().keySet();
        if (known.isEmpty() && !named.isEmpty()) {
            throw new NsxException("delete needs a kind of object")
                    .at(named.iterator().next());
        }
        refuseStrangers(named, known);
        // look all up before the first is deleted
        known.forEach(d -> call.get(which(d)).forEach(one -> d.check(call, one)));
        known.forEach(d -> d.deleteAll(call, call.get(which(d))));
    }

    /** Rejects an option that belongs to a kind other than the named ones. */
    private static void refuseStrangers(Set<String> named, List<Deletion> deletions) {
        Set<String> options = new TreeSet<>();
        deletions.forEach(d -> d.options().forEach(o -> options.add(o.name())));
        for (String name : named) {
            boolean kind = deletions.stream().anyMatch(d -> d.kind().equals(name));
            if (!kind && !options.contains(name)) {
                throw Mistake.unknown("delete " + deletions.get(0).kind() + ":", name, options);
            }
        }
    }
}
