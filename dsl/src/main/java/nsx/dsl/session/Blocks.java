package nsx.dsl.session;

import groovy.lang.Closure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import nsx.dsl.word.BlockWord;

/**
 * Runs a caller's block in the session's current context, on a thread in that context, so that the context applies to
 * Java code in the block too. The block itself stays unchanged: Groovy stores the delegate in the closure, so a copy
 * gets it.
 */
public final class Blocks {
    private static final ThreadLocal<List<BlockWord>> WORDS = ThreadLocal.withInitial(List::of);

    private Blocks() {}

    /** Runs the block and returns its value. */
    public static Object run(Session session, Closure<?> block) {
        Closure<?> copy = copy(block, block.getDelegate());
        return inside(session, WORDS.get(), copy::call);
    }

    /** Runs the block with an argument and returns its value. */
    public static Object call(Session session, Closure<?> block, Object argument) {
        Closure<?> copy = copy(block, block.getDelegate());
        return inside(session, WORDS.get(), () -> copy.call(argument));
    }

    /** Runs the block and returns its value. The scope's words come before all others. */
    public static Object run(Session session, Closure<?> block, Object scope) {
        Closure<?> copy = copy(block, scope);
        copy.setResolveStrategy(Closure.DELEGATE_FIRST);
        return inside(session, WORDS.get(), copy::call);
    }

    /**
     * Runs the block and returns its value. The scope's words come before all others, and {@code words} are proposed
     * for unknown ones.
     */
    public static Object run(Session session, Closure<?> block, Object scope, List<BlockWord> words) {
        Closure<?> copy = copy(block, scope);
        copy.setResolveStrategy(Closure.DELEGATE_FIRST);
        return inside(session, words, copy::call);
    }

    /**
     * Runs an action within a block with these words; the block may run on another thread, which gets the words too.
     */
    private static Object inside(Session session, List<BlockWord> words, Callable<?> action) {
        return session.<Object>inside(() -> {
            List<BlockWord> around = WORDS.get();
            WORDS.set(words);
            try {
                return action.call();
            } finally {
                WORDS.set(around);
            }
        });
    }

    /** The word with this name in the innermost block of this thread. */
    static Optional<BlockWord> word(String name) {
        return WORDS.get().stream().filter(w -> w.name().equals(name)).findFirst();
    }

    /** The names of the words of the innermost block of this thread. */
    static List<String> words() {
        return WORDS.get().stream().map(BlockWord::name).toList();
    }

    private static Closure<?> copy(Closure<?> block, Object delegate) {
        return block.rehydrate(delegate, block.getOwner(), block.getThisObject());
    }
}
