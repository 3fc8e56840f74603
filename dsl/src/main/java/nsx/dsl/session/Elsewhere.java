package nsx.dsl.session;

/** Where a block's words are executed if the block runs here and acts on another machine. */
public interface Elsewhere {
    /** Whether the word is executed there; others concern this session, such as {@code show}. */
    boolean takes(String word);

    /**
     * Executes a word, with its block, if any, as the last argument.
     *
     * @param onlyLooks whether the word is before a dot, where an ensuring word creates nothing
     */
    Object call(String word, boolean onlyLooks, Object... arguments);

    /** The value of a bare word. */
    Object word(String name);
}
