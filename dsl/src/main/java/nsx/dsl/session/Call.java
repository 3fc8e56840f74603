package nsx.dsl.session;

import groovy.lang.Closure;
import java.util.List;
import java.util.Optional;
import nsx.dsl.error.NsxException;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.ns.Context;

/**
 * One use of a word, its arguments checked and read by the word's parameters.
 *
 * @param onlyLooks whether it stands before a dot, where a word that ensures makes nothing
 */
public record Call(Session session, Verb verb, Arguments arguments, boolean onlyLooks) {
    /** The namespaces it acts in. */
    public Context context() {
        return session.context();
    }

    /** Its session, in those namespaces. */
    public Here here() {
        return session.here();
    }

    /** How many positional arguments there are. */
    public int size() {
        return arguments.size();
    }

    /** Whether it was given. */
    public boolean has(Parameter<?> parameter) {
        return arguments.has(parameter);
    }

    /** The argument, else its default; empty without either. */
    public <T> Optional<T> find(Parameter<T> parameter) {
        return arguments.find(parameter);
    }

    /**
     * The argument, else its default.
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

    /** All values that were given for a repeated positional argument. */
    public <T> List<T> all(Parameter<T> repeated) {
        return arguments.all(repeated);
    }

    public Optional<Closure<?>> block() {
        return arguments.block();
    }

    /** Says that an argument does not fit with the others. */
    public NsxException wrong(Parameter<?> parameter, String wanted) {
        return arguments.wrong(parameter, wanted);
    }
}
