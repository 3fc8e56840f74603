package nsx.dsl.why;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import nsx.dsl.error.NsxException;
import nsx.dsl.plan.Planner;
import nsx.dsl.script.Source;
import nsx.dsl.session.Session;
import nsx.dsl.value.network.Diagnosis;

/**
 * Whether a packet arrives, asked of the namespaces as they are and as lines would leave them: a line is proposed only when the
 * walk gets further after it, and when nobody else loses his way by it.
 */
public record Question(Session session, Sending sent) {
    /** Changes that are needed together. */
    private static final int MOST = 3;

    /** Walks, and proves what is proposed. */
    public Diagnosis answer(LiveWorld world) {
        Found first = walk(world);
        List<Cure> proved = new ArrayList<>();
        Found last = first;
        while (proved.size() < MOST && last.diagnosis().getFault() != null) {
            Optional<Step> next = step(world, last, proved);
            if (next.isEmpty()) {
                break;
            }
            proved.add(next.get().cure());
            last = next.get().found();
        }
        Diagnosis said = first.diagnosis();
        String mend = proved.stream().map(Cure::line).collect(Collectors.joining("; "));
        return new Diagnosis(said, said.getFault(), mend.isEmpty() ? null : mend, said.getUnseen());
    }

    /** A line that gets the walk further, and how far. */
    private record Step(Cure cure, Found found) {}

    private Optional<Step> step(LiveWorld world, Found last, List<Cure> before) {
        for (Cure cure : last.cures()) {
            List<Cure> all = new ArrayList<>(before);
            all.add(cure);
            Optional<Found> after = foreseen(world, all, this::walk);
            if (after.filter(f -> f.isBeyond(last)).isPresent() && !harms(world, cure, all)) {
                return Optional.of(new Step(cure, after.get()));
            }
        }
        return Optional.empty();
    }

    private Found walk(World world) {
        return Walk.of(world, sent);
    }

    /** The state of the namespaces after the lines; empty when no plan can tell. */
    private <T> Optional<T> foreseen(LiveWorld world, List<Cure> cures, Function<LiveWorld, T> look) {
        List<Cure> planned = cures.stream().filter(c -> c.change().isEmpty()).toList();
        List<T> seen = new ArrayList<>();
        UnaryOperator<NetState> change = state -> cures.stream().reduce(state, (s, cure) -> cure.on(s), (a, b) -> b);
        if (planned.isEmpty()) {
            return Optional.of(look.apply(new LiveWorld(world, planned, change)));
        }
        try {
            Planner.of(session).during(() -> {
                planned.forEach(c -> session.include(new Source("mend", c.line()), List.of()));
                seen.add(look.apply(new LiveWorld(world, planned, change)));
            });
        } catch (NsxException e) {
            // the line cannot be carried out
            return Optional.empty();
        }
        return seen.stream().findFirst();
    }

    /** Whether a host that could be reached becomes unreachable; only lines that remove something can do that. */
    private boolean harms(LiveWorld world, Cure cure, List<Cure> all) {
        if (!cure.line().contains("delete ") && !cure.line().contains(".delete()")
                || cure.change().isPresent()) {
            return false;
        }
        Optional<List<String>> now = foreseen(world, all.subList(0, all.size() - 1), w -> Others.heard(w, cure.net()));
        Optional<List<String>> then = foreseen(world, all, w -> Others.heard(w, cure.net()));
        return now.isEmpty() || then.isEmpty() || !then.get().containsAll(now.get());
    }
}
