package nsx.dsl.why;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nsx.dsl.value.network.Diagnosis;
import nsx.dsl.value.network.Diagnosis.Step;

/** The steps and findings of the walk so far. */
final class Trail {
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> unseen = new LinkedHashSet<>();
    private Fault lesser;
    private Fault first;
    private boolean astray;
    /** The trail that also gets the findings of this one; null without one. */
    private final Trail to;

    Trail() {
        this(null);
    }

    private Trail(Trail to) {
        this.to = to;
    }

    /** A trail for what is beside the way: what it sees are no steps, what it does not see counts. */
    Trail quiet() {
        return new Trail(this);
    }

    void saw(Object hop, String looked, String outcome) {
        steps.add(new Step(hop.toString(), looked, outcome, true));
    }

    /** Notes what could not be looked at; once for each text. */
    void notSeen(Object hop, String looked, String why) {
        if (to != null) {
            to.notSeen(hop, looked, why);
        } else if (unseen.add(hop + ": " + looked + ": " + why)) {
            steps.add(new Step(hop.toString(), looked, "not seen: " + why, true));
        }
    }

    /** Notes something that may send the packet another way: no later fault is certain. */
    void unsure(Object hop, String looked, String why) {
        notSeen(hop, looked, why);
        (to == null ? this : to).astray = true;
    }

    /** Notes a fault that small packets do not meet: it counts when there is no other. */
    void lesser(Fault fault) {
        lesser = lesser == null ? fault : lesser;
    }

    /** Notes a fault that some packets do not meet, and that may cause later ones. */
    void first(Fault fault) {
        first = first == null ? fault : first;
    }

    Found arrived() {
        Fault fault = first == null ? lesser : first;
        return fault == null
                ? new Found(new Diagnosis(steps, null, null, List.copyOf(unseen)), List.of())
                : broken(fault);
    }

    Found broken(Fault found) {
        Fault fault = first == null ? found : first;
        if (astray && fault == found) {
            notSeen(fault.hop(), fault.looked(), fault.getMessage() + ", if it comes that way");
            return new Found(new Diagnosis(steps, null, null, List.copyOf(unseen)), List.of());
        }
        steps.add(new Step(fault.hop(), fault.looked(), fault.getMessage(), false));
        return new Found(new Diagnosis(steps, fault.getMessage(), null, List.copyOf(unseen)), fault.cures());
    }
}
