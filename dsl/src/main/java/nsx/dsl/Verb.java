package nsx.dsl;

import java.util.List;

/**
 * One word of the language as one object: what it is called, what it takes, examples that are run as tests, and what it does.
 * Help, completion, the reference and the checks of arguments all come from it. A dotted name ({@code route.get}) is a word on a
 * word.
 */
public interface Verb {
    String name();

    /** One line, without a full stop. */
    String summary();

    Theme theme();

    /** What it takes, positional ones first and in order. */
    List<Parameter> parameters();

    List<Example> examples();

    /** Whether it only looks: a top-level line that asks prints its answer. */
    default boolean asks() {
        return false;
    }

    /** The same of one use of it, for a word that reads or sets by what it is given. */
    default boolean asks(Call call) {
        return asks();
    }

    /** Whether it neither asks nor changes by itself but decides where others do: {@code netns}, {@code link}. */
    default boolean passesThrough() {
        return false;
    }

    /** Whether an answer of it tells a person nothing: the exit code of a program that ended well. */
    default boolean isSilent(Object answer) {
        return false;
    }

    /** Whether its block runs in namespaces that are made for it. */
    default boolean isFresh() {
        return false;
    }

    /** Whether its block has words of its own, besides those of the language: {@code bridge('br0') { port 'x' }}. */
    default boolean hasScope() {
        return !passesThrough();
    }

    /** Those words. */
    default List<BlockWord> blockWords() {
        return List.of();
    }

    /** Names it also answers to. */
    default List<String> aliases() {
        return List.of();
    }

    /** Words to look at next. */
    default List<String> related() {
        return List.of();
    }

    /** The command of another tool that shows what a word that asks shows; empty for none. What a change equals its operations say. */
    default String peer() {
        return "";
    }

    /** The class of its answer, for completion of what may follow the dot; {@code Object} when it varies. */
    default Class<?> result() {
        return Object.class;
    }

    /** The class of what the bare word stands for, for completion of what may follow its dot; {@code Object} when it has no value. */
    default Class<?> bareResult() {
        return Object.class;
    }

    /** Does it. The arguments were checked against {@link #parameters()}. */
    Object run(Call call);

    /** What the bare word stands for, without parentheses: {@code here}, {@code shm}, {@code route}. */
    default Object bare(Session session) {
        return new WordReference(session, name());
    }
}
