package nsx.dsl.plan;

import groovy.lang.GroovyObjectSupport;

/** Takes in a plan what plain Groovy would do to the machine, and does nothing. What comes of it is an {@link Unknown}. */
public final class HeldBack extends GroovyObjectSupport {
    private final Unknown outcome;

    /** @param deed such as {@code writes /tmp/x} */
    HeldBack(String deed) {
        outcome = new Unknown("what comes of it: " + deed);
    }

    /** Blocks in the arguments do not run. */
    @Override
    public Object invokeMethod(String name, Object arguments) {
        return outcome;
    }

    /** Called by Groovy for a method that is not there. */
    public Object methodMissing(String name, Object arguments) {
        return outcome;
    }

    @Override
    public Object getProperty(String name) {
        return outcome;
    }

    @Override
    public void setProperty(String name, Object value) {
        // not done
    }

    @Override
    public String toString() {
        return Unknown.TEXT;
    }
}
