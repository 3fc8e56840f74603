package nsx.dsl.why;

import java.util.List;
import nsx.dsl.value.Diagnosis;

/**
 * What a walk came to.
 *
 * @param diagnosis without a line that mends it
 * @param cures lines that may, none of them proved
 */
public record Found(Diagnosis diagnosis, List<Cure> cures) {
    /** The first of the lines that are to be tried, or null. */
    public String likely() {
        return cures.isEmpty() ? null : cures.get(0).line();
    }

    /** Whether it came further than another walk: it arrives, or its fault is another one behind more that passes. */
    boolean isBeyond(Found other) {
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
