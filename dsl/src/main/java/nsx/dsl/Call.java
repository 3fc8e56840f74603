package nsx.dsl;

import groovy.lang.Closure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.ns.Context;

/**
 * One use of a word: its arguments, sorted by place and checked against the word's parameters.
 *
 * @param positional in order; a GString has become a String
 * @param named by name, in the order written
 */
public record Call(
        Session session, Verb verb, List<Object> positional, Map<String, Object> named, Optional<Closure<?>> block) {
    /** The namespaces it acts in. */
    public Context context() {
        return session.context();
    }

    public boolean has(String name) {
        return named.containsKey(name);
    }

    public int size() {
        return positional.size();
    }

    /** The n-th positional argument as it was given. */
    public Object at(int n) {
        return positional.get(n);
    }

    /** The n-th positional argument as text: a name or anything that has one. */
    public String text(int n) {
        return Texts.of(positional.get(n));
    }

    public Optional<Object> option(String name) {
        return Optional.ofNullable(named.get(name));
    }

    public Optional<String> textOption(String name) {
        return option(name).map(Texts::of);
    }

    /** A whole number; anything else is an error that names the argument. */
    public Optional<Long> numberOption(String name) {
        return option(name).map(v -> number(name, v));
    }

    /** A truth value; false when it is not given. */
    public boolean flag(String name) {
        return flag(name, false);
    }

    public boolean flag(String name, boolean otherwise) {
        Object value = named.getOrDefault(name, otherwise);
        if (value instanceof Boolean b) {
            return b;
        }
        throw new NsxException(verb.name() + ": " + name + " is true or false").at(value);
    }

    private long number(String name, Object value) {
        if (value instanceof Number n && n.longValue() == n.doubleValue()) {
            return n.longValue();
        }
        throw new NsxException(verb.name() + ": " + name + " is a whole number").at(value);
    }
}
