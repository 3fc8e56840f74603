package nsx.dsl.why;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nsx.dsl.value.network.Diagnosis;
import nsx.dsl.value.network.Diagnosis.Step;

/** What the walk has seen so far. */
final class Trail {
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> unseen = new LinkedHashSet<>();
    private Fault lesser;

    void saw(Object hop, String looked, String outcome) {
        steps.add(new Step(hop.toString(), looked, outcome, true));
    }

    /** Notes what could not be looked at; once for each text. */
    void notSeen(Object hop, String looked, String why) {
        if (unseen.add(hop + ": " + looked + ": " + why)) {
            steps.add(new Step(hop.toString(), looked, "not seen: " + why, true));
        }
    }

    /** A fault that small packets do not feel: it counts when there is no other. */
    void lesser(Fault fault) {
        lesser = lesser == null ? fault : lesser;
    }

    Diagnosis arrived() {
        return lesser == null ? new Diagnosis(steps, null, null, List.copyOf(unseen)) : broken(lesser);
    }

    Diagnosis broken(Fault fault) {
        steps.add(new Step(fault.hop(), fault.looked(), fault.getMessage(), false));
        return new Diagnosis(steps, fault.getMessage(), fault.mend().orElse(null), List.copyOf(unseen));
    }
}
