package nsx.dsl.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import nsx.dsl.shape.Table;
import nsx.dsl.word.Example;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Theme;

/** The description of a word, in one statement. */
public final class Entry {
    final String name;
    final String summary;
    final Theme theme;
    private final List<Supplier<? extends List<? extends Parameter<?>>>> parameters = new ArrayList<>();
    final List<Example> examples = new ArrayList<>();
    List<String> aliases = List.of();
    List<String> related = List.of();
    List<String> topics = List.of();
    String peer = "";
    boolean asks;
    boolean passesThrough;
    ColumnOptions filters;
    boolean looksBeforeDot;
    Class<?> result = Object.class;
    Class<?> bareResult = Object.class;
    Class<?> row = Object.class;
    Class<?> listed = Object.class;

    private Entry(String name, String summary, Theme theme) {
        this.name = name;
        this.summary = summary;
        this.theme = theme;
    }

    /**
     * @param name the name; a dotted one ({@code route.get}) is a word on a word
     * @param summary a one-line description without a full stop
     */
    public static Entry of(String name, String summary, Theme theme) {
        return new Entry(name, summary, theme);
    }

    /** Describes a word that answers with a table of existing objects. */
    public static Entry listing(String name, String summary, Theme theme) {
        return of(name, summary, theme).asks().answers(Table.class);
    }

    /** The parameters of the word, positional ones first and in order. */
    public Entry takes(Parameter<?>... more) {
        return takes(List.of(more));
    }

    public Entry takes(List<? extends Parameter<?>> more) {
        return takes(() -> more);
    }

    /** The parameters, read on demand: most runs use a few words, and their start does not wait for the others. */
    public Entry takes(Supplier<? extends List<? extends Parameter<?>>> more) {
        parameters.add(more);
        return this;
    }

    List<Parameter<?>> parameters() {
        List<Parameter<?>> own =
                parameters.stream().<Parameter<?>>flatMap(p -> p.get().stream()).toList();
        return filters == null ? own : filters.behind(own);
    }

    /**
     * Declares the class of the table's rows. Its columns become options of the word that select rows.
     *
     * @param columns the columns that the table shows; other facts of a row become options too
     */
    public Entry rows(Class<?> type, List<String> columns) {
        row = type;
        filters = new ColumnOptions(type, columns);
        return this;
    }

    /** Adds an example, which is run as a test. */
    public Entry example(String shows, String script) {
        return example(new Example(shows, script));
    }

    /** Adds an example that runs only if the kernel has the required feature. */
    public Entry example(String shows, String script, String needs) {
        return example(new Example(shows, script, needs));
    }

    public Entry example(Example example) {
        examples.add(example);
        return this;
    }

    /** Adds alternative names of the word. */
    public Entry aliases(String... all) {
        aliases = List.of(all);
        return this;
    }

    /** Adds related words. */
    public Entry related(String... all) {
        related = List.of(all);
        return this;
    }

    /** Adds search terms for help that do not occur in the name, summary and options. */
    public Entry topics(String... all) {
        topics = List.of(all);
        return this;
    }

    /**
     * Sets the command of another tool that shows the same as an asking word. For a change its operations contain the
     * command.
     */
    public Entry peer(String command) {
        peer = command;
        return this;
    }

    /** Declares that the word only looks: a top-level line that asks prints its answer. */
    public Entry asks() {
        asks = true;
        return this;
    }

    /** Declares that the word neither asks nor changes, but decides where others do: {@code netns}, {@code link}. */
    public Entry passesThrough() {
        passesThrough = true;
        return this;
    }

    /**
     * Declares that before a dot the word only looks up the object that it otherwise ensures: {@code
     * netns('a').links()} creates no namespace.
     */
    public Entry looksBeforeDot() {
        looksBeforeDot = true;
        return this;
    }

    /** Declares the class of the answer, for completion after the dot; without it the answer varies. */
    public Entry answers(Class<?> type) {
        result = type;
        return this;
    }

    /** Declares the class of the table's rows, for completion and for checks of their use. */
    public Entry rows(Class<?> type) {
        row = type;
        return this;
    }

    /** Without arguments it lists what it makes with a name: the class of the rows of that table. */
    public Entry listsAlone(Class<?> type) {
        listed = type;
        return this;
    }

    /** The class of what the bare word stands for, for completion of what may follow its dot. */
    public Entry standsFor(Class<?> type) {
        bareResult = type;
        return this;
    }
}
