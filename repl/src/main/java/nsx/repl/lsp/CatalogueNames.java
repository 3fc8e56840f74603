package nsx.repl.lsp;

import java.util.List;
import nsx.dsl.script.Library;
import nsx.dsl.script.ScriptHead;
import nsx.dsl.script.Source;
import nsx.repl.complete.Item;
import nsx.repl.complete.LiveNames;
import nsx.repl.complete.NamespaceReference;

/** The names that are the same on every machine: the scripts of the standard library. */
final class CatalogueNames implements LiveNames {
    @Override
    public LiveNames at(NamespaceReference place) {
        return this;
    }

    @Override
    public List<Item> scripts() {
        return Library.names().stream()
                .map(name -> Item.described(name, () -> head(name).summary()))
                .toList();
    }

    private static ScriptHead head(String name) {
        return ScriptHead.of(Library.find(name).map(Source::text).orElse(""));
    }
}
