package nsx.dsl.change;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nsx.ns.NamedNamespaces;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceId;
import nsx.sys.SysException;

/**
 * The network namespaces behind the numbers that others have for them. A number stays as long as both namespaces live, so one that was
 * found is only asked about again. Asking all namespaces for each of many pairs would take quadratic time.
 */
final class NumberedNamespaces {
    /** The limit of remembered namespaces that have numbers, and of those that each is connected with. */
    private static final int MOST = 10_000;

    /**
     * What is known of one network namespace.
     *
     * @param found the namespaces by their numbers
     * @param connected namespaces that devices connect with it, of which no number is known; newest last
     */
    private record Seen(Map<Integer, Namespace> found, Deque<Namespace> connected) {}

    private final Map<NamespaceId, Seen> seen = new LinkedHashMap<>(16, 0.75f, true);

    /** Notes that a device connects two network namespaces. Those without a name are not found by their number. */
    synchronized void connect(Namespace one, Namespace other) {
        note(one, other);
        note(other, one);
    }

    private void note(Namespace place, Namespace other) {
        if (other.path()
                .flatMap(path -> NamedNamespaces.name(other.kind(), path))
                .isPresent()) {
            Deque<Namespace> connected = of(place.id()).connected;
            connected.add(other);
            if (connected.size() > MOST) {
                connected.removeFirst();
            }
        }
    }

    private Seen of(NamespaceId place) {
        Seen known = seen.computeIfAbsent(place, p -> new Seen(new HashMap<>(), new ArrayDeque<>()));
        if (seen.size() > MOST) {
            seen.remove(seen.keySet().iterator().next());
        }
        return known;
    }

    /**
     * The namespace with this number.
     *
     * @param ask returns the number of a namespace; empty without one
     * @param all the namespaces to ask about, the likeliest one first
     */
    synchronized Optional<Namespace> find(
            Namespace place, int number, Function<Namespace, OptionalInt> ask, Supplier<Stream<Namespace>> all) {
        Seen known = of(place.id());
        Namespace found = known.found.get(number);
        if (found != null && asked(found, ask) == number) {
            return Optional.of(found);
        }
        known.found.remove(number);
        while (!known.connected.isEmpty() && !known.found.containsKey(number)) {
            learn(known, known.connected.removeLast(), ask);
        }
        if (!known.found.containsKey(number)) {
            search(known, number, ask, all.get().iterator());
        }
        return Optional.ofNullable(known.found.get(number));
    }

    /** Asks the first one, and all others only if it is another. */
    private static void search(Seen known, int number, Function<Namespace, OptionalInt> ask, Iterator<Namespace> all) {
        if (all.hasNext()) {
            learn(known, all.next(), ask);
        }
        if (!known.found.containsKey(number)) {
            all.forEachRemaining(other -> learn(known, other, ask));
        }
    }

    private static void learn(Seen known, Namespace other, Function<Namespace, OptionalInt> ask) {
        int number = asked(other, ask);
        if (number >= 0) {
            known.found.put(number, other);
        }
    }

    /** The number; -1 for none. */
    private static int asked(Namespace other, Function<Namespace, OptionalInt> ask) {
        try {
            return ask.apply(other).orElse(-1);
        } catch (NamespaceException | SysException e) {
            // it is gone
            return -1;
        }
    }
}
