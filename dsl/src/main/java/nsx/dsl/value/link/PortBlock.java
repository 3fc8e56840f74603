package nsx.dsl.value.link;

import groovy.lang.Closure;
import org.codehaus.groovy.runtime.InvokerHelper;

/** A block for the word of a bridge, bond or VRF with a single line that calls {@code port}. */
final class PortBlock extends Closure<Object> {
    private static final long serialVersionUID = 1;
    private final transient Object[] arguments;

    PortBlock(Object[] arguments) {
        super(null);
        this.arguments = arguments;
    }

    /** Calls {@code port}; called by Groovy. */
    @SuppressWarnings("unused")
    public Object doCall() {
        return InvokerHelper.invokeMethod(getDelegate(), "port", arguments);
    }
}
