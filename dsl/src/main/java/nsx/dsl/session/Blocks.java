package nsx.dsl.session;

import groovy.lang.Closure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import nsx.dsl.word.BlockWord;

/**
 * Runs a caller's block in the session's current context, on a thread that is in it, so that Java code in the block is there
 * too. The block itself stays unchanged: Groovy keeps the delegate in the closure, so a copy gets the delegate.
 */
public final class Blocks {
    private static final ThreadLocal<List<BlockWord>> WORDS = ThreadLocal.withInitial(List::of);

    private Blocks() {}

    /** The value of the block. */
    public static Object run(Session session, Closure<?> block) {
        Closure<?> copy = copy(block, block.getDelegate());
        return inside(session, WORDS.get(), copy::call);
    }

    /** The value of the block, called with an argument. */
    public static Object call(Session session, Closure<?> block, Object argument) {
        Closure<?> copy = copy(block, block.getDelegate());
        return inside(session, WORDS.get(), () -> copy.call(argument));
    }

    /** The value of the block with the scope's words before all others. */
    public static Object run(Session session, Closure<?> block, Object scope) {
        Closure<?> copy = copy(block, scope);
        copy.setResolveStrategy(Closure.DELEGATE_FIRST);
        return inside(session, WORDS.get(), copy::call);
    }

    /** The value of the block with the scope's words before all others, and with words to propose for unknown ones. */
    public static Object run(Session session, Closure<?> block, Object scope, List<BlockWord> words) {
        Closure<?> copy = copy(block, scope);
        copy.setResolveStrategy(Closure.DELEGATE_FIRST);
        return inside(session, words, copy::call);
    }

    /** The block may run on another thread than this one: the words go with it. */
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

    /** The word of this name of the innermost block that this thread is in. */
    static Optional<BlockWord> word(String name) {
        return WORDS.get().stream().filter(w -> w.name().equals(name)).findFirst();
    }

    /** The names of the words of the innermost block that this thread is in. */
    static List<String> words() {
        return WORDS.get().stream().map(BlockWord::name).toList();
    }

    private static Closure<?> copy(Closure<?> block, Object delegate) {
        return block.rehydrate(delegate, block.getOwner(), block.getThisObject());
    }
}
