package nsx.dsl.session;

import groovy.lang.GroovyInterceptable;
import groovy.lang.GroovyObjectSupport;
import java.util.List;
import nsx.dsl.error.NsxException;

/** A word without parentheses, as in {@code route.get('8.8.8.8')}: what follows the dot is looked up as a dotted word, in the
 * namespaces in which the word was said. */
public final class WordReference extends GroovyObjectSupport implements GroovyInterceptable {
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

    /** Every object has a property {@code class}, which a word on a word may be called too. */
    @Override
    public Object invokeMethod(String name, Object arguments) {
        return name.equals("class")
                ? methodMissing(name, arguments)
                : getMetaClass().invokeMethod(this, name, arguments);
    }

    public Object methodMissing(String name, Object arguments) {
        return session.at(place, () -> session.call(dotted(name, "()"), (Object[]) arguments));
    }

    /** The word that begins with this one; an error where none does and its answer was meant. */
    private String dotted(String name, String call) {
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
