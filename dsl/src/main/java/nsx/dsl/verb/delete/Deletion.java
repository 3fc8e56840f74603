package nsx.dsl.verb.delete;

import java.util.List;
import nsx.dsl.session.Call;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;

/** How one kind of object is looked up and deleted: {@code delete KIND: NAME}. It never makes what is not there. */
public interface Deletion {
    /** The word before the colon: {@code netns}, {@code address}. */
    String kind();

    /** The type of its names. */
    default Type type() {
        return Type.ANY;
    }

    /** The options that select an object beside its name: {@code dev:} of an address, {@code metric:} of a route. */
    default List<Parameter<?>> options() {
        return List.of();
    }

    /** Looks it up: an error when it is not there, or cannot be deleted. */
    default void check(Call call, Object which) {}

    /**
     * Deletes it.
     *
     * @param call has the options
     * @param which what stood after the colon: a name, a value, never a list
     */
    void delete(Call call, Object which);

    /** Deletes several; where it can look at all of them first, none goes when one is not there. */
    default void deleteAll(Call call, List<?> which) {
        which.forEach(one -> delete(call, one));
    }
}
