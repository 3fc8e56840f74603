package nsx.dsl.session;

/** Where the words of a block are carried out that runs here and acts on another machine. */
public interface Elsewhere {
    /** Whether it carries the word out; others are about this session, such as {@code show}. */
    boolean takes(String word);

    /**
     * Carries out a word, with its block as the last argument where it has one.
     *
     * @param onlyLooks whether it stands before a dot, where a word that ensures makes nothing
     */
    Object call(String word, boolean onlyLooks, Object... arguments);

    /** The value of a bare word. */
    Object word(String name);
}
