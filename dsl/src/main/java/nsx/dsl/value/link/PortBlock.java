package nsx.dsl.value.link;

import groovy.lang.Closure;
import org.codehaus.groovy.runtime.InvokerHelper;

/** The block of the word of a bridge, bond or VRF with one line, which calls {@code port}. */
final class PortBlock extends Closure<Object> {
    private static final long serialVersionUID = 1;
    private final transient Object[] arguments;

    PortBlock(Object[] arguments) {
        super(null);
        this.arguments = arguments;
    }

    /** Called by Groovy. */
    @SuppressWarnings("unused")
    public Object doCall() {
        return InvokerHelper.invokeMethod(getDelegate(), "port", arguments);
    }
}
