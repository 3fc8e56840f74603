package nsx.dsl;

import groovy.lang.Closure;

/** Runs a caller's block without touching it: Groovy keeps the delegate in the closure, so a copy gets it. */
public final class Blocks {
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

    private static Closure<?> copy(Closure<?> block, Object delegate) {
        return block.rehydrate(delegate, block.getOwner(), block.getThisObject());
    }
}
