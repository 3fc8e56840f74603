package nsx.repl.prompt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Place;
import nsx.dsl.session.Session;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.ns.TimeOffsets;
import nsx.process.TimeNamespaces;
import nsx.repl.render.Clean;
import nsx.sys.SysException;

/**
 * The prompt: {@code nsx>}, in other namespaces {@code nsx net:a uts:web>}, with {@code #} for root; {@code nsx rootless#} is root only
 * in a user namespace. It shows clocks that were set as {@code time:+1d}, and the duration of the last line if it was long.
 */
public final class PromptText {
    private static final Duration LONG = Duration.ofSeconds(2);
    /** A tenth of a second, in milliseconds. */
    private static final long TENTH = 100;

    private PromptText() {}

    /** Until when changes have to be confirmed: {@code confirm:27s}; empty when there are none. */
    public static String waiting(Session session) {
        return session.unconfirmed()
                .filter(changes -> !changes.isOver())
                .map(changes -> "confirm:" + changes.left().toSeconds() + "s")
                .orElse("");
    }

    /**
     * The text of the prompt.
     *
     * @param waiting the text about unconfirmed changes
     * @param took the duration of the last line
     */
    public static String text(String kind, String context, String waiting, Duration took, boolean root) {
        StringBuilder text = new StringBuilder("nsx");
        for (String part : List.of(kind, context, waiting, took.compareTo(LONG) > 0 ? brief(took) : "")) {
            text.append(part.isEmpty() ? "" : " " + part);
        }
        return text.append(root ? "# " : "> ").toString();
    }

    /** A duration with the precision that a person needs: tenths of seconds, below that milliseconds. */
    public static String brief(Duration took) {
        long unit = took.compareTo(Duration.ofSeconds(1)) < 0 ? 1 : TENTH;
        return Texts.duration(Duration.ofMillis(took.toMillis() / unit * unit));
    }

    /**
     * The difference of the current context from the host: {@code net:a ipc:x}, {@code net,uts:pid 12}; empty on the
     * host.
     */
    public static String context(Session session) {
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
                    names.put(namespace.kind(), places.get(i).name(namespace.kind()));
                }
            }
        }
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        for (Namespace namespace : session.context().all()) {
            if (!session.host().get(namespace.kind()).filter(namespace::equals).isPresent()) {
                String name = offsets(session, namespace).orElseGet(() -> names.get(namespace.kind()));
                kinds.computeIfAbsent(name, n -> new ArrayList<>())
                        .add(namespace.kind().file());
            }
        }
        return Clean.line(kinds.entrySet().stream()
                .map(e -> String.join(",", e.getValue()) + ":" + e.getKey())
                .collect(Collectors.joining(" ")));
    }

    /** The clocks that were set in the current time namespace, whose name would mean nothing. */
    private static Optional<String> offsets(Session session, Namespace namespace) {
        boolean set = session.places().stream()
                .flatMap(p -> p.anchor().stream())
                .anyMatch(a -> a.namespace().equals(namespace));
        if (!set) {
            return Optional.empty();
        }
        try {
            TimeOffsets offsets = TimeNamespaces.offsets(namespace);
            String boottime = signed(offsets.boottime());
            String monotonic = signed(offsets.monotonic());
            return Optional.of(
                    boottime.equals(monotonic) || monotonic.equals("+0s")
                            ? boottime
                            : boottime.equals("+0s") ? "monotonic" + monotonic : boottime + ",monotonic" + monotonic);
        } catch (SysException | NamespaceException e) {
            return Optional.empty();
        }
    }

    private static String signed(Duration offset) {
        return (offset.isNegative() ? "-" : "+") + Texts.duration(offset.abs()).replace(" ", "");
    }
}
