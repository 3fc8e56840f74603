package nsx.repl.prompt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.Session;
import nsx.dsl.Session.Place;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.repl.render.Clean;

/** {@code nsx>}, in other namespaces {@code nsx net:a uts:web>}, and {@code #} for root; {@code nsx rootless#} is root there only. */
public final class PromptText {
    private PromptText() {}

    /**
     * @param kind of the run, one word, empty for a plain one
     * @param root whether the user may do everything
     */
    public static String of(Session session, String kind, boolean root) {
        Map<NamespaceKind, String> names = new LinkedHashMap<>();
        List<Place> places = session.places();
        for (int i = places.size() - 2; i >= 0; i--) {
            for (Namespace namespace : places.get(i).context().all()) {
                boolean changed = places.get(i + 1)
                        .context()
                        .get(namespace.kind())
                        .filter(namespace::equals)
                        .isEmpty();
                if (changed) {
                    names.put(namespace.kind(), places.get(i).name());
                }
            }
        }
        StringBuilder text = new StringBuilder(kind.isEmpty() ? "nsx" : "nsx " + kind);
        for (Namespace namespace : session.context().all()) {
            if (!session.host().get(namespace.kind()).filter(namespace::equals).isPresent()) {
                text.append(' ').append(namespace.kind().file()).append(':').append(names.get(namespace.kind()));
            }
        }
        return Clean.line(text.toString()) + (root ? "# " : "> ");
    }
}
