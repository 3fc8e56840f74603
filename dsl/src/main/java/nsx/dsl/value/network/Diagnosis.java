package nsx.dsl.value.network;

import java.util.List;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Rows;
import nsx.dsl.shape.Table;

/**
 * The result of {@code why}: a verdict of three values, the steps of the walk, and the first fault with the line that
 * repairs it. True in a condition if everything on the path was examined and lets the packet pass.
 */
public final class Diagnosis extends Rows<Diagnosis.Step> implements Facts {
    private final List<Step> steps;
    private final String fault;
    private final String mend;
    private final List<String> unseen;

    /**
     * One step of the walk.
     *
     * @param hop the place: a namespace, or a device in one as {@code NS:DEV}
     * @param ok whether the packet passes
     */
    public record Step(String hop, String looked, String outcome, boolean ok) {}

    /**
     * @param fault the first fault; null without one
     * @param mend the line that repairs the fault; null without a fault or a known repair
     */
    public Diagnosis(List<Step> steps, String fault, String mend, List<String> unseen) {
        this.steps = List.copyOf(steps);
        this.fault = fault;
        this.mend = mend;
        this.unseen = List.copyOf(unseen);
    }

    /**
     * The verdict: {@code ok}, {@code broken}, or {@code unknown} if something could not be judged and no fault is
     * known.
     */
    public String getVerdict() {
        return fault != null ? "broken" : unseen.isEmpty() ? "ok" : "unknown";
    }

    /** Whether everything on the path was examined and lets the packet pass. */
    public boolean isOk() {
        return fault == null && unseen.isEmpty();
    }

    /** Whether the verdict is ok. */
    public boolean asBoolean() {
        return isOk();
    }

    /** The first fault; null without one. */
    public String getFault() {
        return fault;
    }

    /** The line that repairs the fault, to evaluate in the context of {@code why}; null if none is known. */
    public String getMend() {
        return mend;
    }

    /** The steps of the walk, one row for each. */
    public Table<Step> getSteps() {
        return Table.of(shown(), steps);
    }

    /** The checks that could not be made, each with the reason. */
    public List<String> getUnseen() {
        return unseen;
    }

    @Override
    public Step get(int index) {
        return steps.get(index);
    }

    @Override
    public int size() {
        return steps.size();
    }

    @Override
    public List<String> shown() {
        return List.of("hop", "looked", "outcome");
    }

    @Override
    public List<String> facts() {
        return List.of("verdict", "fault", "mend", "unseen");
    }
}
