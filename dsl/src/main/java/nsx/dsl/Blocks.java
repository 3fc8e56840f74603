package nsx.dsl;

import groovy.lang.Closure;

/**
 * Runs a caller's block in the session's current context, on a thread that is there: Java's own code in it is there too. The block
 * itself stays as it is: Groovy keeps the delegate in the closure, so a copy gets it.
 */
public final class Blocks {
    private Blocks() {}

    /** The value of the block. */
    public static Object run(Session session, Closure<?> block) {
        Closure<?> copy = copy(block, block.getDelegate());
        return session.inside(copy::call);
    }

    /** The same with an argument. */
    public static Object call(Session session, Closure<?> block, Object argument) {
        Closure<?> copy = copy(block, block.getDelegate());
        return session.inside(() -> copy.call(argument));
    }

    /** The value of the block with the scope's words before all others. */
    public static Object run(Session session, Closure<?> block, Object scope) {
        Closure<?> copy = copy(block, scope);
        copy.setResolveStrategy(Closure.DELEGATE_FIRST);
        return session.inside(copy::call);
    }

    private static Closure<?> copy(Closure<?> block, Object delegate) {
        return block.rehydrate(delegate, block.getOwner(), block.getThisObject());
    }
}
