package nsx.dsl.why;

import java.util.ArrayList;
import java.util.List;
import nsx.dsl.value.network.Diagnosis;

/**
 * The outcome of a walk.
 *
 * @param diagnosis without a line that mends it
 * @param cures lines that may mend it, none of them proved
 */
public record Found(Diagnosis diagnosis, List<Cure> cures) {
    /** This outcome, marked as uncertain: other choices of the kernel lead to another one. */
    Found unsure(List<String> asked) {
        List<String> unseen = new ArrayList<>(diagnosis.getUnseen());
        unseen.addAll(asked);
        if (diagnosis.getFault() != null) {
            unseen.add(diagnosis.getFault() + ", if it comes that way");
        }
        return new Found(new Diagnosis(diagnosis, null, null, unseen), List.of());
    }

    /** Whether this walk came further than another: it arrives, or it passes more before another fault. */
    public boolean isBeyond(Found other) {
        String fault = diagnosis.getFault();
        return fault == null || !fault.equals(other.diagnosis().getFault()) && isFurther(other.diagnosis());
    }

    private boolean isFurther(Diagnosis other) {
        boolean elsewhere = !diagnosis
                .get(diagnosis.size() - 1)
                .hop()
                .equals(other.get(other.size() - 1).hop());
        return diagnosis.size() > other.size() || diagnosis.size() == other.size() && elsewhere;
    }
}
