package nsx.dsl.plan;

import java.util.List;
import nsx.dsl.shape.Rows;

/** The operations of lines, each with its request to the kernel. */
public final class Explained extends Rows<PlannedOperation> {
    private final Plan plan;

    Explained(Plan plan) {
        this.plan = plan;
    }

    /** The lines that could not be resolved, with the reason. */
    public List<String> getUnresolved() {
        return plan.getUnresolved();
    }

    /** The command lines, in order, for a shell in the namespaces that nsx was started in. */
    public List<String> getCommands() {
        return plan.getCommands();
    }

    @Override
    public PlannedOperation get(int index) {
        return plan.get(index);
    }

    @Override
    public int size() {
        return plan.size();
    }

    @Override
    public List<String> shown() {
        return plan.shown();
    }
}
