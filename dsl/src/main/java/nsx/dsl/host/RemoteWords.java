package nsx.dsl.host;

import groovy.lang.Closure;
import java.util.Set;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Elsewhere;
import nsx.dsl.session.Vocabulary;

/** The words of a block of {@code on}: all but those about the session itself are carried out on the host. */
final class RemoteWords implements Elsewhere {
    private static final Set<String> HERE =
            Set.of("exit", "help", "hosts", "include", "on", "show", "table", "table.save");
    /** They are about lines of a session, and those are here. */
    private static final Set<String> NOWHERE = Set.of("confirm", "explain", "leave", "plan", "shell", "undo");

    private final Connection connection;
    private final Vocabulary vocabulary;
    private volatile boolean asked;

    RemoteWords(Connection connection, Vocabulary vocabulary) {
        this.connection = connection;
        this.vocabulary = vocabulary;
    }

    @Override
    public boolean takes(String word) {
        return !HERE.contains(word);
    }

    @Override
    public Object call(String word, boolean onlyLooks, Object... arguments) {
        boolean block = arguments.length > 0 && arguments[arguments.length - 1] instanceof Closure;
        if (NOWHERE.contains(word) || word.equals("enter") && !block) {
            throw new NsxException(word + " cannot be used on another host").at(word);
        }
        vocabulary.find(word).ifPresent(verb -> asked = verb.asks() || verb.passesThrough() && asked && block);
        return onlyLooks ? connection.look(word, arguments) : connection.call(word, arguments);
    }

    @Override
    public Object word(String name) {
        asked = false;
        return connection.word(name);
    }

    /** Whether the last word only looked. */
    boolean hasAsked() {
        return asked;
    }
}
