package nsx.dsl.compile.known;

import java.util.Collection;
import java.util.Map;

/**
 * What is known of a value before the script runs.
 *
 * @param type its class; {@code Object} when that is not known
 * @param element the class of its elements; {@code Object} when that is not known, or it has none
 * @param word the word of the language that it is, with what stands before its dots; null for a value
 * @param bare whether it is a name that only the machine knows: a device, else a network namespace
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

    /** Whether something can be said of what it has: its class is one that scripts cannot extend, and is no map. */
    public boolean isJudged() {
        return type != Object.class
                && !Map.class.isAssignableFrom(type)
                && (type.getName().startsWith("nsx.") || type.getName().startsWith("java."));
    }

    public boolean isList() {
        return Collection.class.isAssignableFrom(type);
    }

    /** What one of its elements is. */
    public Known one() {
        return of(element);
    }

    /** What its elements give, for Groovy's asking all of a list at once. */
    Known each(Class<?> member) {
        return list(java.util.List.class, member);
    }
}
