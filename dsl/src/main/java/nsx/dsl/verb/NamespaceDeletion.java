package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.NsxException;
import nsx.dsl.Texts;
import nsx.dsl.value.NamedSet;
import nsx.dsl.value.NamespaceValue;
import nsx.ns.NamespaceKind;

/** {@code delete netns: 'a'}: a name, or a pattern for several. */
record NamespaceDeletion(NamespaceKind namespaces) implements Deletion {
    @Override
    public String kind() {
        return namespaces.file() + "ns";
    }

    @Override
    public void delete(Call call, Object which) {
        if (which instanceof NamespaceValue value) {
            value.delete();
            return;
        }
        NamedSet all = new NamedSet(call.session(), namespaces);
        String name = Texts.of(which);
        List<String> names = NamedSet.isPattern(name) ? all.matching(name) : List.of(name);
        if (names.isEmpty()) {
            throw new NsxException("no " + namespaces.title() + " namespace matches " + name).at(name);
        }
        all.delete(names);
    }
}
