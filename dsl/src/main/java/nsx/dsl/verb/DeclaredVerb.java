package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Example;
import nsx.dsl.Parameter;
import nsx.dsl.Theme;
import nsx.dsl.Verb;

/** A word that says all of itself in one {@link Entry}. */
abstract class DeclaredVerb implements Verb {
    private final Entry entry;

    DeclaredVerb(Entry entry) {
        this.entry = entry;
    }

    @Override
    public final String name() {
        return entry.name;
    }

    @Override
    public final String summary() {
        return entry.summary;
    }

    @Override
    public final Theme theme() {
        return entry.theme;
    }

    @Override
    public List<Parameter> parameters() {
        return entry.parameters;
    }

    @Override
    public final List<Example> examples() {
        return List.copyOf(entry.examples);
    }

    @Override
    public final List<String> aliases() {
        return entry.aliases;
    }

    @Override
    public final List<String> related() {
        return entry.related;
    }

    @Override
    public final String peer() {
        return entry.peer;
    }

    @Override
    public final boolean asks() {
        return entry.asks;
    }

    @Override
    public final boolean passesThrough() {
        return entry.passesThrough;
    }

    @Override
    public final Class<?> result() {
        return entry.result;
    }

    @Override
    public final Class<?> bareResult() {
        return entry.bareResult;
    }
}
