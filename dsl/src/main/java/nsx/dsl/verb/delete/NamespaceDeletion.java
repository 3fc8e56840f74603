package nsx.dsl.verb.delete;

import java.util.List;
import java.util.stream.Stream;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Call;
import nsx.dsl.value.namespace.NamedSet;
import nsx.dsl.value.namespace.NamespaceValue;
import nsx.dsl.word.Parameter.Type;
import nsx.ns.NamespaceKind;

/** Deletes namespaces by a name or a pattern: {@code delete netns: 'a'}. */
record NamespaceDeletion(NamespaceKind namespaces) implements Deletion {
    @Override
    public String kind() {
        return namespaces.file() + "ns";
    }

    @Override
    public Type type() {
        return Type.of(namespaces);
    }

    @Override
    public void check(Call call, Object which) {
        NamedSet all = new NamedSet(call.session(), namespaces);
        all.check(names(all, which).toList());
    }

    @Override
    public void delete(Call call, Object which) {
        deleteAll(call, List.of(which));
    }

    @Override
    public void deleteAll(Call call, List<?> which) {
        NamedSet all = new NamedSet(call.session(), namespaces);
        all.delete(which.stream().flatMap(w -> names(all, w)).distinct().toList());
    }

    private Stream<String> names(NamedSet all, Object which) {
        String name = which instanceof NamespaceValue value ? value.getName() : Texts.of(which);
        if (name == null) {
            throw new NsxException(which + " has no name to delete").at(which);
        }
        if (!all.selects(name)) {
            return Stream.of(name);
        }
        List<String> names = all.matching(name);
        if (names.isEmpty()) {
            throw new NsxException("no " + namespaces.title() + " namespace matches " + name).at(name);
        }
        return names.stream();
    }
}
