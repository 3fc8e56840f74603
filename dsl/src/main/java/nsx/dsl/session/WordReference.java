package nsx.dsl.session;

import groovy.lang.GroovyInterceptable;
import groovy.lang.GroovyObjectSupport;
import java.util.List;
import java.util.Set;
import nsx.dsl.error.NsxException;

/** A word without parentheses, as in {@code route.get('8.8.8.8')}: what follows the dot is looked up as a dotted word, in the
 * namespaces in which the word was said. */
public final class WordReference extends GroovyObjectSupport implements GroovyInterceptable {
    /** What Groovy does with any object as if it were a list: the answer of the word is meant, and not the word. */
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

    /** Whether the method is one that Groovy gives every object, and that makes no sense for a word. */
    public static boolean isOfLists(String method) {
        return OF_LISTS.contains(method);
    }

    /** Every object has a property {@code class}, which a word on a word may be called too. */
    @Override
    public Object invokeMethod(String name, Object arguments) {
        return name.equals("class") || OF_LISTS.contains(name)
                ? methodMissing(name, arguments)
                : getMetaClass().invokeMethod(this, name, arguments);
    }

    public Object methodMissing(String name, Object arguments) {
        return session.at(place, () -> session.call(dotted(name, "()"), (Object[]) arguments));
    }

    /** The word that begins with this one; an error where none does and its answer was meant. */
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

    /** What it does and how it is called, for whoever wrote its name alone. */
    private static String explained(Verb verb) {
        boolean callable = verb.signature().miscounted(List.of(), false).isEmpty();
        return verb.summary()
                + (callable ? "; to call it, write " + verb.name() + "()" : "; see help '" + verb.name() + "'");
    }
}
