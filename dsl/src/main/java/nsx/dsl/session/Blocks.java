package nsx.dsl.session;

import groovy.lang.Closure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import nsx.dsl.error.NsxException;
import nsx.dsl.word.BlockWord;

/**
 * Runs a caller's block in the session's current context, on a thread in that context, so that the context applies to
 * Java code in the block too. The block itself stays unchanged: Groovy stores the delegate in the closure, so a copy
 * gets it.
 */
public final class Blocks {
    private static final ThreadLocal<Around> AROUND = ThreadLocal.withInitial(() -> Around.NOTHING);

    /**
     * The innermost block that has words of its own.
     *
     * @param refusals the error for a name that is no word of the block because of what the block is about
     */
    private record Around(List<BlockWord> words, Function<String, Optional<NsxException>> refusals) {
        static final Around NOTHING = new Around(List.of(), name -> Optional.empty());
    }

    private Blocks() {}

    /** Runs the block and returns its value. */
    public static Object run(Session session, Closure<?> block) {
        Closure<?> copy = copy(block, block.getDelegate());
        return inside(session, AROUND.get(), copy::call);
    }

    /** Runs the block with an argument and returns its value. */
    public static Object call(Session session, Closure<?> block, Object argument) {
        Closure<?> copy = copy(block, block.getDelegate());
        return inside(session, AROUND.get(), () -> copy.call(argument));
    }

    /** Runs the block and returns its value. The scope's words come before all others. */
    public static Object run(Session session, Closure<?> block, Object scope) {
        Closure<?> copy = copy(block, scope);
        copy.setResolveStrategy(Closure.DELEGATE_FIRST);
        return inside(session, AROUND.get(), copy::call);
    }

    /**
     * Runs the block and returns its value. The scope's words come before all others, and {@code words} are proposed
     * for unknown ones.
     */
    public static Object run(Session session, Closure<?> block, Object scope, List<BlockWord> words) {
        return run(session, block, scope, words, Around.NOTHING.refusals());
    }

    /** The same, with an error for some unknown ones. */
    public static Object run(
            Session session,
            Closure<?> block,
            Object scope,
            List<BlockWord> words,
            Function<String, Optional<NsxException>> refusals) {
        Closure<?> copy = copy(block, scope);
        copy.setResolveStrategy(Closure.DELEGATE_FIRST);
        return inside(session, new Around(words, refusals), copy::call);
    }

    /** The block may run on another thread than this one: the words go with it. */
    private static Object inside(Session session, Around around, Callable<?> action) {
        return session.<Object>inside(() -> {
            Around outer = AROUND.get();
            AROUND.set(around);
            try {
                return action.call();
            } finally {
                AROUND.set(outer);
            }
        });
    }

    /** The error that the innermost block with words has for the name. */
    static Optional<NsxException> refusal(String name) {
        return AROUND.get().refusals().apply(name);
    }

    /** The word of this name of the innermost block that this thread is in. */
    static Optional<BlockWord> word(String name) {
        return AROUND.get().words().stream().filter(w -> w.name().equals(name)).findFirst();
    }

    /** The names of the words of the innermost block of this thread. */
    static List<String> words() {
        return AROUND.get().words().stream().map(BlockWord::name).toList();
    }

    private static Closure<?> copy(Closure<?> block, Object delegate) {
        return block.rehydrate(delegate, block.getOwner(), block.getThisObject());
    }
}
