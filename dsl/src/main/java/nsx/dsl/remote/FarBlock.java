package nsx.dsl.remote;

import groovy.lang.Closure;

/**
 * A block of the other side: a call runs it there. Its words are looked up first in its delegate, which a word sets.
 */
final class FarBlock extends Closure<Object> {
    private static final long serialVersionUID = 1;
    private final transient FarSide side;
    private final int number;

    /** @param parameters the number of arguments of the block */
    FarBlock(FarSide side, int number, int parameters) {
        super(side);
        this.side = side;
        this.number = number;
        this.maximumNumberOfParameters = parameters;
        this.parameterTypes = new Class<?>[parameters];
        java.util.Arrays.fill(parameterTypes, Object.class);
    }

    @Override
    public Object call() {
        return side.run(number, getDelegate());
    }

    @Override
    public Object call(Object argument) {
        return side.run(number, getDelegate(), argument);
    }

    @Override
    public Object call(Object... arguments) {
        return side.run(number, getDelegate(), arguments);
    }
}
