package nsx.dsl.probe;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A packet's stay in one network namespace, on the way there or back. */
final class Leg {
    private final String net;
    private final boolean back;
    private final Map<Stage, List<Fact>> facts = new EnumMap<>(Stage.class);

    /**
     * One thing that is known of it.
     *
     * @param hop the namespace, or a device in it as {@code NS:DEV}
     * @param sure whether it is this packet's beyond doubt
     */
    record Fact(String hop, String text, Kind kind, boolean sure) {
        enum Kind {
            PASSES,
            /** Somebody is asked for and has not answered yet. */
            WAITS,
            /** It ended there. */
            ENDS,
            /** It ended there by a filter, as the kernel's reason of the drop says. */
            FILTERED
        }

        Fact(String hop, String text) {
            this(hop, text, Kind.PASSES, true);
        }

        Fact(String hop, String text, boolean stops, boolean sure) {
            this(hop, text, stops ? Kind.ENDS : Kind.PASSES, sure);
        }

        static Fact waiting(String hop, String neighbour) {
            return new Fact(hop, "asks for " + neighbour + ", no answer yet", Kind.WAITS, true);
        }

        static Fact stop(String hop, String text) {
            return new Fact(hop, text, Kind.ENDS, true);
        }

        boolean waits() {
            return kind == Kind.WAITS;
        }

        /** Whether the packet ended there. */
        boolean stops() {
            return kind == Kind.ENDS || kind == Kind.FILTERED;
        }
    }

    Leg(String net, boolean back) {
        this.net = net;
        this.back = back;
    }

    String net() {
        return net;
    }

    boolean back() {
        return back;
    }

    /** Adds what is not known yet. */
    void add(Stage stage, Fact fact) {
        List<Fact> known = facts.computeIfAbsent(stage, s -> new ArrayList<>());
        if (known.stream()
                .noneMatch(f -> f.text().equals(fact.text()) && f.hop().equals(fact.hop()))) {
            known.add(fact);
        }
    }

    /** Puts a fact in the place of what is known of the stage. */
    void set(Stage stage, Fact fact) {
        facts.put(stage, new ArrayList<>(List.of(fact)));
    }

    /** Takes away what other facts say better. */
    void tidy() {
        if (at(Stage.NEIGHBOUR).stream().anyMatch(Fact::waits)) {
            facts.remove(Stage.SENT);
        }
        boolean told = facts.entrySet().stream()
                .anyMatch(e -> e.getKey() != Stage.END && e.getValue().stream().anyMatch(Fact::stops));
        List<Fact> end = facts.getOrDefault(Stage.END, new ArrayList<>());
        if (told) {
            // the rule says more than the kernel's reason
            end.removeIf(f -> f.kind() == Fact.Kind.FILTERED);
        }
        if (stopsAtHook()) {
            // a drop after that of a rule is of another packet
            end.removeIf(Fact::stops);
        }
        if (end.stream().anyMatch(Fact::stops)) {
            end.removeIf(f -> !f.stops());
        }
        if (end.isEmpty()) {
            facts.remove(Stage.END);
        } else if (!has(Stage.SENT) && has(Stage.RECEIVED) && !has(Stage.FORWARD) && !has(Stage.NEIGHBOUR)) {
            // that it is for this host is no route that leads on
            facts.remove(Stage.ROUTE);
        }
    }

    /** Whether a rule dropped it; its trace is of this packet beyond doubt. */
    boolean stopsAtHook() {
        return facts.entrySet().stream()
                .anyMatch(e -> e.getKey().isHook() && e.getValue().stream().anyMatch(f -> f.stops() && f.sure()));
    }

    List<Fact> at(Stage stage) {
        return facts.getOrDefault(stage, List.of());
    }

    /** Whether it was seen at a later stage. */
    boolean hasAfter(Stage stage) {
        return facts.keySet().stream().anyMatch(s -> s.compareTo(stage) > 0);
    }

    boolean has(Stage stage) {
        return facts.containsKey(stage);
    }

    /** Gives what is known of a stage to another. */
    void move(Stage stage, Leg other) {
        List<Fact> known = facts.remove(stage);
        if (known != null) {
            known.forEach(fact -> other.add(stage, fact));
        }
    }

    /** Where it ended. */
    Optional<Stage> stopsAt() {
        return stop().flatMap(end -> facts.entrySet().stream()
                .filter(e -> e.getValue().contains(end))
                .map(Map.Entry::getKey)
                .findFirst());
    }

    /** What ended it; that which is sure first. */
    Optional<Fact> stop() {
        List<Fact> stops = facts.values().stream()
                .flatMap(List::stream)
                .filter(Fact::stops)
                .toList();
        return stops.stream()
                .filter(Fact::sure)
                .findFirst()
                .or(() -> stops.stream().findFirst());
    }
}
