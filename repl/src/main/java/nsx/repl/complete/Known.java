package nsx.repl.complete;

import nsx.dsl.Verb;

/**
 * What is known of an expression without evaluating it.
 *
 * @param type its class; {@code Object} when that is not known
 * @param inside where words act that are called on it; null for what is no set of namespaces
 * @param word the word of the language that it is, with what stands before its dots; null for a value
 */
record Known(Class<?> type, Live inside, String word) {
    static final Known NOTHING = new Known(Object.class, null, null);

    static Known value(Class<?> type) {
        return new Known(type, null, null);
    }

    /** A word that nothing is said about yet: {@code route}, of which {@code route.get} is another word. */
    static Known bare(Verb verb) {
        return new Known(verb.bareResult(), null, verb.name());
    }

    Known within(Live live) {
        return new Known(type, live, word);
    }
}
