package nsx.dsl.why;

import java.util.ArrayList;
import java.util.List;
import nsx.dsl.value.network.Diagnosis;

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

    /** The same where other ways come to something else: nobody knows which is taken. */
    Found unsure(List<String> asked) {
        List<String> unseen = new ArrayList<>(diagnosis.getUnseen());
        unseen.addAll(asked);
        if (diagnosis.getFault() != null) {
            unseen.add(diagnosis.getFault() + ", if it comes that way");
        }
        return new Found(new Diagnosis(diagnosis, null, null, unseen), List.of());
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
