package nsx.dsl;

import groovy.lang.GroovyObjectSupport;

/** A word without parentheses, as in {@code route.get('8.8.8.8')}: what follows the dot is looked up as a dotted word. */
public final class WordReference extends GroovyObjectSupport {
    private final Session session;
    private final String word;

    WordReference(Session session, String word) {
        this.session = session;
        this.word = word;
    }

    public Object call(Object... arguments) {
        return session.call(word, arguments);
    }

    public Object methodMissing(String name, Object arguments) {
        return session.call(word + "." + name, (Object[]) arguments);
    }

    public Object propertyMissing(String name) {
        return session.word(word + "." + name);
    }

    @Override
    public String toString() {
        return session.vocabulary().find(word).map(Verb::summary).orElse(word);
    }
}
