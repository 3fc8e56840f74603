package nsx.dsl.compile.known;

import java.util.Collection;
import java.util.Map;
import nsx.dsl.shape.MoreFacts;

/**
 * The known type of a value before the script runs.
 *
 * @param type the class; {@code Object} if unknown
 * @param element the class of the elements; {@code Object} if unknown or without elements
 * @param word the word of the language, in full: {@code route.get}; null for a value
 * @param bare whether the value is a name that the script does not define: a device or a network namespace
 */
public record Known(Class<?> type, Class<?> element, String word, boolean bare) {
    public static final Known NOTHING = of(Object.class);
    public static final Known BARE = new Known(Object.class, Object.class, null, true);

    public static Known of(Class<?> type) {
        return new Known(type, Object.class, null, false);
    }

    public static Known list(Class<?> type, Class<?> element) {
        return new Known(type, element, null, false);
    }

    static Known word(String word, Class<?> type) {
        return new Known(type, Object.class, word, false);
    }

    /** Whether its members can be checked: scripts cannot extend its class, and it is no map with any keys. */
    public boolean isJudged() {
        return type != Object.class
                && (!Map.class.isAssignableFrom(type) || type.isAnnotationPresent(MoreFacts.class))
                && (type.getName().startsWith("nsx.") || type.getName().startsWith("java."));
    }

    public boolean isList() {
        return Collection.class.isAssignableFrom(type);
    }

    /** The known type of each element. */
    public Known one() {
        return of(element);
    }

    /** The known type of a property that Groovy reads from all elements of a list. */
    Known each(Class<?> member) {
        return list(java.util.List.class, member);
    }
}
