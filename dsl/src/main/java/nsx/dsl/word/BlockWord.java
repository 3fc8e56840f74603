package nsx.dsl.word;

import java.util.List;

/**
 * A word that there is in one word's block only: {@code stp} and {@code port} of a bridge's, {@code memory} of a control group's.
 *
 * @param summary one line, without a full stop
 * @param signature what it takes; nothing for one that is set by assignment
 * @param block the words of its own block, where it has one
 * @param isValue whether its name alone is a value to read, and so is not forgotten to be called
 */
public record BlockWord(String name, String summary, Signature signature, List<BlockWord> block, boolean isValue) {
    public BlockWord(String name, String summary, List<? extends Parameter<?>> parameters) {
        this(name, summary, new Signature(name, parameters), List.of(), false);
    }

    /** One that takes nothing. */
    public static BlockWord plain(String name, String summary) {
        return new BlockWord(name, summary, List.of());
    }

    /** One that is a value, to read and to set by assignment. */
    public static BlockWord value(String name, String summary) {
        return new BlockWord(name, summary, new Signature(name, List.of()), List.of(), true);
    }

    /** One that sets what a named argument of the word around the block sets too. */
    public static BlockWord of(String around, Parameter<?> named) {
        return new BlockWord(named.name(), named.summary(), Signature.ofOption(around, named), List.of(), false);
    }

    /** This word with a block that has words of its own. */
    public BlockWord with(List<BlockWord> words) {
        return new BlockWord(name, summary, signature, words, isValue);
    }

    /** How it is written where only its name stands. */
    public String called() {
        return name + (signature.miscounted(List.of(), false).isEmpty() ? "()" : " with its value");
    }

    public List<Parameter<?>> parameters() {
        return signature.parameters();
    }
}
