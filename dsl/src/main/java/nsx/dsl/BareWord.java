package nsx.dsl;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nsx.ns.NamespaceKind;

/** An identifier that is neither variable nor word: a device of the current network namespace, else a named one. */
final class BareWord {
    private BareWord() {}

    static Optional<Object> resolve(Session session, String name) {
        if (Devices.find(session, session.context(), name).isPresent()) {
            return Optional.of(session.call("link", name));
        }
        return names(session).contains(name) ? Optional.of(session.call("netns", name)) : Optional.empty();
    }

    /** Everything that could have been meant. */
    static Set<String> known(Session session) {
        Set<String> all = new LinkedHashSet<>(session.vocabulary().names());
        ((Map<?, ?>) session.binding().getVariables()).keySet().forEach(v -> all.add(String.valueOf(v)));
        Devices.all(session, session.context()).forEach(d -> all.add(d.name()));
        all.addAll(names(session));
        return all;
    }

    static Collection<String> names(Session session) {
        return session.kernel().names(session.context(), NamespaceKind.NET);
    }
}
