package nsx.dsl.word;

import java.util.List;

/**
 * A word that exists only in the block of another word: {@code stp} and {@code port} in that of a bridge, {@code
 * memory} in that of a control group.
 *
 * @param summary a one-line description without a full stop
 * @param signature the parameters; none for a word that is set by assignment
 * @param block the words of its own block; empty without a block
 * @param isValue whether the name alone is a readable value; otherwise the name alone is a mistake
 */
public record BlockWord(String name, String summary, Signature signature, List<BlockWord> block, boolean isValue) {
    public BlockWord(String name, String summary, List<? extends Parameter<?>> parameters) {
        this(name, summary, new Signature(name, parameters), List.of(), false);
    }

    /** A word without arguments. */
    public static BlockWord plain(String name, String summary) {
        return new BlockWord(name, summary, List.of());
    }

    /** A word that can be read as a value and set by assignment. */
    public static BlockWord value(String name, String summary) {
        return new BlockWord(name, summary, new Signature(name, List.of()), List.of(), true);
    }

    /** A word with the effect of a named argument of the word around the block. */
    public static BlockWord of(String around, Parameter<?> named) {
        return new BlockWord(named.name(), named.summary(), Signature.ofOption(around, named), List.of(), false);
    }

    /** Returns this word with a block that has its own words. */
    public BlockWord with(List<BlockWord> words) {
        return new BlockWord(name, summary, signature, words, isValue);
    }

    /** The text of a use of the word. */
    public String called() {
        return name + (signature.miscounted(List.of(), false).isEmpty() ? "()" : " with its value");
    }
}
