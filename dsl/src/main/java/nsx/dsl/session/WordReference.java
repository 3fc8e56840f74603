package nsx.dsl.session;

import groovy.lang.GroovyInterceptable;
import groovy.lang.GroovyObjectSupport;
import java.util.List;
import java.util.Set;
import nsx.dsl.error.NsxException;

/**
 * A word without parentheses, as in {@code route.get('8.8.8.8')}: the name after the dot is looked up as a dotted
 * word, in the namespaces of the reference.
 */
public final class WordReference extends GroovyObjectSupport implements GroovyInterceptable {
    /**
     * The methods that Groovy gives every object as if it were a list; a script that calls one means the word's
     * answer and not the word.
     */
    private static final Set<String> OF_LISTS = Set.of(
            "each",
            "eachWithIndex",
            "reverseEach",
            "iterator",
            "collect",
            "collectMany",
            "find",
            "findAll",
            "findIndexOf",
            "findResult",
            "findResults",
            "any",
            "every",
            "inject",
            "grep",
            "split");

    private final Session session;
    private final String word;
    private final Place place;

    WordReference(Session session, String word) {
        this.session = session;
        this.word = word;
        this.place = session.place();
    }

    public Object call(Object... arguments) {
        return session.at(place, () -> session.call(word, arguments));
    }

    /** Whether Groovy gives the method to every object but it makes no sense for a word. */
    public static boolean isOfLists(String method) {
        return OF_LISTS.contains(method);
    }

    /** Calls a dotted word. Every object has a property {@code class}, which could also be a dotted word. */
    @Override
    public Object invokeMethod(String name, Object arguments) {
        return name.equals("class") || OF_LISTS.contains(name)
                ? methodMissing(name, arguments)
                : getMetaClass().invokeMethod(this, name, arguments);
    }

    public Object methodMissing(String name, Object arguments) {
        return session.at(place, () -> session.call(dotted(name, "()"), (Object[]) arguments));
    }

    /** The dotted word that begins with this one; an error if there is none and the word's answer was meant. */
    private String dotted(String name, String call) {
        if (name.equals("iterator") || name.equals("getAt")) {
            throw new NsxException("the word " + word + " is no list")
                    .at(word)
                    .hint("to go through its answer, write " + word + "()");
        }
        boolean alone = session.vocabulary().find(word).isPresent()
                && !session.vocabulary().isPrefix(word);
        if (alone) {
            throw new NsxException("the word " + word + " has no '" + name + "'")
                    .at(name)
                    .hint("to ask its answer for it, write " + word + "(…)." + name + call);
        }
        return word + "." + name;
    }

    public Object propertyMissing(String name) {
        return session.at(place, () -> session.word(dotted(name, "")));
    }

    @Override
    public String toString() {
        return session.vocabulary().find(word).map(WordReference::explained).orElse(word);
    }

    /** Explains a word and its call, for a script that contains the name alone. */
    private static String explained(Verb verb) {
        boolean callable = verb.signature().miscounted(List.of(), false).isEmpty();
        return verb.summary()
                + (callable ? "; to call it, write " + verb.name() + "()" : "; see help '" + verb.name() + "'");
    }
}
