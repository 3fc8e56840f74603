package nsx.dsl.plan;

import groovy.lang.GroovyObjectSupport;

/**
 * Replaces, in a plan, an object of plain Groovy that would have an effect on the machine, and does nothing. Its
 * results are an {@link Unknown}.
 */
public final class HeldBack extends GroovyObjectSupport {
    private final Unknown outcome;

    /** @param deed the effect, such as {@code writes /tmp/x} */
    HeldBack(String deed) {
        outcome = new Unknown("what comes of it: " + deed);
    }

    /** Ignores the call; blocks in the arguments do not run. */
    @Override
    public Object invokeMethod(String name, Object arguments) {
        return outcome;
    }

    /** Called by Groovy for a missing method. */
    public Object methodMissing(String name, Object arguments) {
        return outcome;
    }

    @Override
    public Object getProperty(String name) {
        return outcome;
    }

    @Override
    public void setProperty(String name, Object value) {
        // the assignment has no effect
    }

    @Override
    public String toString() {
        return Unknown.TEXT;
    }
}
