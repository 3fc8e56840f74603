package nsx.dsl.remote;

import groovy.lang.Closure;

/** Wraps an action as the block of a word. */
final class ActionBlock extends Closure<Object> {
    private static final long serialVersionUID = 1;
    private final transient Runnable action;

    ActionBlock(Object owner, Runnable action) {
        super(owner);
        this.action = action;
    }

    @Override
    public Object call(Object... arguments) {
        action.run();
        return null;
    }

    @Override
    public Object call() {
        return call(new Object[0]);
    }
}
