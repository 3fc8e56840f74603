package nsx.dsl;

import groovy.lang.Closure;
import java.util.List;

/** Runs a caller's block without touching it: Groovy keeps the delegate in the closure, so a copy gets it. */
public final class Blocks {
    private static final ThreadLocal<List<BlockWord>> WORDS = ThreadLocal.withInitial(List::of);

    private Blocks() {}

    /** The value of the block, run where it was written. */
    public static Object run(Closure<?> block) {
        return copy(block, block.getDelegate()).call();
    }

    /** The same with an argument. */
    public static Object call(Closure<?> block, Object argument) {
        return copy(block, block.getDelegate()).call(argument);
    }

    /** The value of the block with the scope's words before all others. */
    public static Object run(Closure<?> block, Object scope) {
        Closure<?> copy = copy(block, scope);
        copy.setResolveStrategy(Closure.DELEGATE_FIRST);
        return copy.call();
    }

    /** The same with words that are proposed for those that neither the scope nor the language has. */
    public static Object run(Closure<?> block, Object scope, List<BlockWord> words) {
        List<BlockWord> around = WORDS.get();
        WORDS.set(words);
        try {
            return run(block, scope);
        } finally {
            WORDS.set(around);
        }
    }

    /** The names of the words of the innermost block that this thread is in. */
    static List<String> words() {
        return WORDS.get().stream().map(BlockWord::name).toList();
    }

    private static Closure<?> copy(Closure<?> block, Object delegate) {
        return block.rehydrate(delegate, block.getOwner(), block.getThisObject());
    }
}
