package nsx.dsl;

import groovy.lang.Closure;
import java.util.List;
import java.util.Optional;
import nsx.ns.Context;

/** One use of a word, its arguments checked and read by the word's parameters. */
public record Call(Session session, Verb verb, Arguments arguments) {
    /** The namespaces it acts in. */
    public Context context() {
        return session.context();
    }

    /** How many positional arguments there are. */
    public int size() {
        return arguments.size();
    }

    /** Whether it was given. */
    public boolean has(Parameter<?> parameter) {
        return arguments.has(parameter);
    }

    /** What was given, else its default; empty without either. */
    public <T> Optional<T> find(Parameter<T> parameter) {
        return arguments.find(parameter);
    }

    /**
     * What was given, else its default.
     *
     * @throws NsxException that says that it is missing
     */
    public <T> T get(Parameter<T> parameter) {
        return arguments.get(parameter);
    }

    /** False when it is not given. */
    public boolean is(Parameter<Boolean> flag) {
        return arguments.is(flag);
    }

    /** All that were given of a positional argument that is repeated. */
    public <T> List<T> all(Parameter<T> repeated) {
        return arguments.all(repeated);
    }

    // OLD
    public java.util.List<Object> positional() {
        return arguments.positional();
    }

    public java.util.Map<String, Object> named() {
        return arguments.options();
    }

    public boolean has(String name) {
        return named().containsKey(name);
    }

    public Object at(int n) {
        return arguments.positional().get(n);
    }

    public String text(int n) {
        return Texts.of(at(n));
    }

    public Optional<Object> option(String name) {
        return Optional.ofNullable(named().get(name));
    }

    public Optional<String> textOption(String name) {
        return option(name).map(Texts::of);
    }

    public Optional<Long> numberOption(String name) {
        return Options.of(this).number(name, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    public boolean flag(String name) {
        return flag(name, false);
    }

    public boolean flag(String name, boolean otherwise) {
        return (Boolean) named().getOrDefault(name, otherwise);
    }
    // END

    public Optional<Closure<?>> block() {
        return arguments.block();
    }

    /** Says that an argument does not fit with the others. */
    public NsxException wrong(Parameter<?> parameter, String wanted) {
        return arguments.wrong(parameter, wanted);
    }
}
