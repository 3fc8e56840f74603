package nsx.dsl.session;

import groovy.lang.GroovyObjectSupport;

/** A word without parentheses, as in {@code route.get('8.8.8.8')}: what follows the dot is looked up as a dotted word, in the
 * namespaces in which the word was said. */
public final class WordReference extends GroovyObjectSupport {
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

    public Object methodMissing(String name, Object arguments) {
        return session.at(place, () -> session.call(word + "." + name, (Object[]) arguments));
    }

    public Object propertyMissing(String name) {
        return session.at(place, () -> session.word(word + "." + name));
    }

    @Override
    public String toString() {
        return session.vocabulary().find(word).map(Verb::summary).orElse(word);
    }
}
