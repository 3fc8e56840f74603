package nsx.dsl.plan;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import java.util.Arrays;
import java.util.Iterator;
import nsx.ns.UnresolvedException;

/**
 * Stands in a plan for a value that is known only at run time, such as a program's output or a ping's result. It can
 * be passed on and printed, and values derived from it are unknown too. A decision that depends on it throws {@link
 * UnresolvedException}.
 */
public final class Unknown extends GroovyObjectSupport implements Comparable<Object>, Iterable<Object> {
    static final String TEXT = "(not known before it runs)";
    private final String what;

    /** @param what a description, such as {@code what 'uptime' comes to} */
    Unknown(String what) {
        this.what = what;
    }

    String what() {
        return what;
    }

    private UnresolvedException undecided() {
        return new UnresolvedException(what);
    }

    @Override
    public Object invokeMethod(String name, Object arguments) {
        Object[] all = arguments instanceof Object[] array ? array : new Object[] {arguments};
        // it is unknown whether and how often a block would run
        if (Arrays.stream(all).anyMatch(Closure.class::isInstance)) {
            throw undecided();
        }
        return this;
    }

    /** Called by Groovy for a missing method. */
    public Object methodMissing(String name, Object arguments) {
        return invokeMethod(name, arguments);
    }

    @Override
    public Object getProperty(String name) {
        return this;
    }

    /** Called by Groovy if a boolean is needed. */
    public boolean asBoolean() {
        throw undecided();
    }

    @Override
    public int compareTo(Object other) {
        throw undecided();
    }

    @Override
    public Iterator<Object> iterator() {
        throw undecided();
    }

    @Override
    public boolean equals(Object other) {
        if (other == this) {
            return true;
        }
        throw undecided();
    }

    @Override
    public int hashCode() {
        return what.hashCode();
    }

    @Override
    public String toString() {
        return TEXT;
    }
}
