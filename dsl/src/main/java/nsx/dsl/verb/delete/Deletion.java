package nsx.dsl.verb.delete;

import java.util.List;
import nsx.dsl.session.Call;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;

/** The lookup and deletion of one kind of object: {@code delete KIND: NAME}. It never creates a missing object. */
public interface Deletion {
    /** The word before the colon: {@code netns}, {@code address}. */
    String kind();

    /** The type of names of this kind. */
    default Type type() {
        return Type.ANY;
    }

    /**
     * The options that select an object in addition to its name: {@code dev:} of an address, {@code metric:} of a
     * route.
     */
    default List<Parameter<?>> options() {
        return List.of();
    }

    /** Looks the object up; throws an error if it is missing or cannot be deleted. */
    default void check(Call call, Object which) {}

    /**
     * Deletes the object.
     *
     * @param call the call, with the options
     * @param which the value after the colon: a name or an object, never a list
     */
    void delete(Call call, Object which);

    /** Deletes several objects; if they can all be looked up first, none is deleted if one is missing. */
    default void deleteAll(Call call, List<?> which) {
        which.forEach(one -> delete(call, one));
    }
}
