package nsx.repl.complete;

import nsx.dsl.session.Verb;

/**
 * The type of an expression, inferred without evaluating it.
 *
 * @param type the class; {@code Object} if unknown
 * @param inside the namespaces in which words called on it act; null if it is not a set of namespaces
 * @param word the word of the language, in full: {@code route.get}; null for a value
 * @param element the class of the elements; {@code Object} if unknown or without elements
 * @param held the current value of a variable, so that nothing is evaluated; null for none
 */
record InferredType(Class<?> type, LiveNames inside, String word, Class<?> element, Object held) {
    static final InferredType NOTHING = new InferredType(Object.class, null, null);

    InferredType(Class<?> type, LiveNames inside, String word) {
        this(type, inside, word, Elements.of(type), null);
    }

    static InferredType value(Class<?> type) {
        return new InferredType(type, null, null);
    }

    static InferredType list(Class<?> type, Class<?> element) {
        return new InferredType(type, null, null, element, null);
    }

    static InferredType held(Object value) {
        return value(value.getClass()).holding(value);
    }

    /** The type of a word without arguments so far. {@code route} can also begin the word {@code route.get}. */
    static InferredType bare(Verb verb) {
        return new InferredType(verb.bareResult(), null, verb.name());
    }

    InferredType within(LiveNames live) {
        return new InferredType(type, live, word, element, held);
    }

    InferredType holding(Object value) {
        return new InferredType(type, inside, word, element, value);
    }
}
