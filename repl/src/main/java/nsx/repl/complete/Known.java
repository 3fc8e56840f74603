package nsx.repl.complete;

import nsx.dsl.session.Verb;

/**
 * What is known of an expression without evaluating it.
 *
 * @param type its class; {@code Object} when that is not known
 * @param inside where words act that are called on it; null for what is no set of namespaces
 * @param word the word of the language that it is, with what stands before its dots; null for a value
 * @param element the class of its elements; {@code Object} when that is not known, or it has none
 * @param held what a variable holds already, so that nothing need be evaluated; else null
 */
record Known(Class<?> type, Live inside, String word, Class<?> element, Object held) {
    static final Known NOTHING = new Known(Object.class, null, null);

    Known(Class<?> type, Live inside, String word) {
        this(type, inside, word, Elements.of(type), null);
    }

    static Known value(Class<?> type) {
        return new Known(type, null, null);
    }

    static Known list(Class<?> type, Class<?> element) {
        return new Known(type, null, null, element, null);
    }

    static Known held(Object value) {
        return value(value.getClass()).holding(value);
    }

    /** A word that nothing is said about yet: {@code route}, of which {@code route.get} is another word. */
    static Known bare(Verb verb) {
        return new Known(verb.bareResult(), null, verb.name());
    }

    Known within(Live live) {
        return new Known(type, live, word, element, held);
    }

    Known holding(Object value) {
        return new Known(type, inside, word, element, value);
    }
}
