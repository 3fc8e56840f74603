package nsx.dsl.session;

import java.util.List;
import nsx.dsl.word.BlockWord;
import nsx.dsl.word.Example;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Signature;
import nsx.dsl.word.Theme;

/**
 * One word of the language as one object: its {@link Entry} describes its names, parameters and examples, which are
 * run as tests; the object itself implements it. Help, completion, the reference and the checks of arguments use the
 * entry.
 */
public abstract class Verb {
    private final Entry entry;
    private List<Parameter<?>> parameters;
    private Signature signature;

    protected Verb(Entry entry) {
        this.entry = entry;
    }

    public final String name() {
        return entry.name;
    }

    /** A one-line description without a full stop. */
    public final String summary() {
        return entry.summary;
    }

    public final Theme theme() {
        return entry.theme;
    }

    /** The parameters of the word, positional ones first and in order. */
    public List<Parameter<?>> parameters() {
        if (parameters == null) {
            parameters = entry.parameters();
        }
        return parameters;
    }

    /** The parameters without those that only select rows by a column. */
    public final List<Parameter<?>> ownParameters() {
        return parameters().stream().filter(p -> !ColumnOptions.isFilter(p)).toList();
    }

    /** The parameters as a signature, which sorts and parses arguments. */
    public final Signature signature() {
        if (signature == null) {
            signature = new Signature(name(), parameters());
        }
        return signature;
    }

    public List<Example> examples() {
        return entry.examples;
    }

    /** The alternative names of the word. */
    public final List<String> aliases() {
        return entry.aliases;
    }

    /** The related words. */
    public final List<String> related() {
        return entry.related;
    }

    /** Search terms in addition to the name and summary. */
    public final List<String> topics() {
        return entry.topics;
    }

    /** The command of another tool that shows the same as an asking word; empty if there is none. */
    public final String peer() {
        return entry.peer;
    }

    /** Whether the word only looks: a top-level line that asks prints its answer. */
    public final boolean asks() {
        return entry.asks;
    }

    /** Whether this call only looks, for a word that reads or sets depending on its arguments. */
    public boolean asks(Call call) {
        return asks();
    }

    /** Whether the word neither asks nor changes, but decides where others do. */
    public final boolean passesThrough() {
        return entry.passesThrough;
    }

    /** Whether this call does neither, for a word that only looks or ensures depending on its arguments. */
    public boolean passesThrough(Call call) {
        return passesThrough();
    }

    /** Whether before a dot it only looks up what it ensures elsewhere. */
    public final boolean looksBeforeDot() {
        return entry.looksBeforeDot;
    }

    /** The class of the answer; {@code Object} if it varies. */
    public final Class<?> result() {
        return entry.result;
    }

    /** The class of the table's rows; {@code Object} if there is no table or they vary. */
    public final Class<?> row() {
        return entry.row;
    }

    /** The class of the rows of the table that it answers with when it is called without arguments; {@code Object} when it does not. */
    public final Class<?> listed() {
        return entry.listed;
    }

    /** The class of what the bare word stands for; {@code Object} when it has no value. */
    public final Class<?> bareResult() {
        return entry.bareResult;
    }

    /** Whether an answer is of no interest to a person: the exit code of a successful program. */
    public boolean isSilent(Object answer) {
        return false;
    }

    /** Whether the word's block runs in new namespaces. */
    public boolean isFresh() {
        return false;
    }

    /** Whether its block decides what the word does: it runs where the word leads, and has no words of its own. */
    public final boolean runsElsewhere() {
        return passesThrough() && !hasScope();
    }

    /** Whether its block has its own words in addition to those of the language: {@code bridge('br0') { port 'x' }}. */
    public boolean hasScope() {
        return !passesThrough();
    }

    /** The words of its block. */
    public List<BlockWord> blockWords() {
        return List.of();
    }

    /** The words that its block may have: more than {@link #blockWords} if some depend on what the word acts on. */
    public List<BlockWord> possibleWords() {
        return blockWords();
    }

    /** The rows of the answer whose columns are what the call says. */
    final Object filtered(Call call, Object answer) {
        return entry.filters == null ? answer : entry.filters.rows(call, answer);
    }

    /** Runs the word. The arguments were checked and parsed with {@link #parameters()}. */
    public abstract Object run(Call call);

    /** The value of the bare word, without parentheses: {@code here}, {@code shm}, {@code route}. */
    public Object bare(Session session) {
        return new WordReference(session, name());
    }
}
