package nsx.dsl.verb;

import java.util.ArrayList;
import java.util.List;
import nsx.dsl.Example;
import nsx.dsl.Parameter;
import nsx.dsl.Theme;
import nsx.dsl.value.Table;

/** What a word says of itself, in one statement: a {@link DeclaredVerb} is made of it and adds what the word does. */
final class Entry {
    final String name;
    final String summary;
    final Theme theme;
    final List<Example> examples = new ArrayList<>();
    List<Parameter> parameters = List.of();
    List<String> aliases = List.of();
    List<String> related = List.of();
    String peer = "";
    boolean asks;
    boolean passesThrough;
    Class<?> result = Object.class;
    Class<?> bareResult = Object.class;

    private Entry(String name, String summary, Theme theme) {
        this.name = name;
        this.summary = summary;
        this.theme = theme;
    }

    static Entry of(String name, String summary, Theme theme) {
        return new Entry(name, summary, theme);
    }

    /** Of a word that answers with a table of what is there. */
    static Entry listing(String name, String summary, Theme theme) {
        return of(name, summary, theme).asks().answers(Table.class);
    }

    /** What it takes, positional ones first and in order. */
    Entry takes(Parameter... all) {
        return takes(List.of(all));
    }

    Entry takes(List<Parameter> all) {
        parameters = all;
        return this;
    }

    Entry example(String shows, String script) {
        examples.add(new Example(shows, script));
        return this;
    }

    Entry aliases(String... all) {
        aliases = List.of(all);
        return this;
    }

    /** Words to look at next. */
    Entry related(String... all) {
        related = List.of(all);
        return this;
    }

    /** The command of another tool that shows the same. */
    Entry peer(String command) {
        peer = command;
        return this;
    }

    /** It only looks. */
    Entry asks() {
        asks = true;
        return this;
    }

    /** It decides where others ask and change. */
    Entry passesThrough() {
        passesThrough = true;
        return this;
    }

    Entry answers(Class<?> type) {
        result = type;
        return this;
    }

    /** It answers with that, and stands for it without parentheses. */
    Entry standsFor(Class<?> type) {
        bareResult = type;
        return answers(type);
    }
}
