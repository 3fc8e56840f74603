package nsx.dsl.remote;

import groovy.lang.Closure;
import java.util.Set;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Call;
import nsx.dsl.session.Elsewhere;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Arguments;

/** The words of a block of {@code on}: all but those about the session itself are executed on the host. */
final class RemoteWords implements Elsewhere {
    private static final Set<String> HERE =
            Set.of("exit", "help", "hosts", "include", "on", "show", "table", "table.save");
    /** Words about the lines of a session, which are here. */
    private static final Set<String> NOWHERE = Set.of("confirm", "explain", "leave", "plan", "shell", "undo");

    private final HostConnection connection;
    private final Session session;
    private volatile boolean asked;

    RemoteWords(HostConnection connection, Session session) {
        this.connection = connection;
        this.session = session;
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
        session.vocabulary()
                .find(word)
                .ifPresent(verb -> asked = block && verb.runsElsewhere() ? asked : asks(verb, arguments));
        return onlyLooks ? connection.look(word, arguments) : connection.call(word, arguments);
    }

    private boolean asks(Verb verb, Object... arguments) {
        try {
            return verb.asks(new Call(session, verb, Arguments.of(verb.signature(), arguments), false));
        } catch (NsxException e) {
            // the host reports the mistake too
            return false;
        }
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
