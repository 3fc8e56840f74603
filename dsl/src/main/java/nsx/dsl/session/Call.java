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
 * @param onlyLooks whether the word is before a dot, where an ensuring word creates nothing
 */
public record Call(Session session, Verb verb, Arguments arguments, boolean onlyLooks) {
    /** The namespaces in which the word acts. */
    public Context context() {
        return session.context();
    }

    /** The call's session in those namespaces. */
    public Here here() {
        return session.here();
    }

    /** The number of positional arguments. */
    public int size() {
        return arguments.size();
    }

    /** Whether the call has an argument for the parameter. */
    public boolean has(Parameter<?> parameter) {
        return arguments.has(parameter);
    }

    /** The argument or the parameter's default; empty without either. */
    public <T> Optional<T> find(Parameter<T> parameter) {
        return arguments.find(parameter);
    }

    /**
     * The argument or the parameter's default.
     *
     * @throws NsxException if the argument is missing
     */
    public <T> T get(Parameter<T> parameter) {
        return arguments.get(parameter);
    }

    /** Whether a flag is set; false if the call does not contain it. */
    public boolean is(Parameter<Boolean> flag) {
        return arguments.is(flag);
    }

    /** All values of a repeated positional argument. */
    public <T> List<T> all(Parameter<T> repeated) {
        return arguments.all(repeated);
    }

    public Optional<Closure<?>> block() {
        return arguments.block();
    }

    /** The error for an argument that does not fit the others. */
    public NsxException wrong(Parameter<?> parameter, String wanted) {
        return arguments.wrong(parameter, wanted);
    }
}
