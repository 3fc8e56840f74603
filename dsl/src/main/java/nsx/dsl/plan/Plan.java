package nsx.dsl.plan;

import java.util.List;
import java.util.Map;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Rows;

/** The operations of a script, and those effects that are visible outside the namespaces that it creates. */
public final class Plan extends Rows<PlannedOperation> implements Facts {
    private final List<PlannedOperation> operations;
    private final Map<String, List<String>> effects;
    private final List<String> missing;
    private final List<String> unresolved;

    Plan(
            List<PlannedOperation> operations,
            Map<String, List<String>> effects,
            List<String> missing,
            List<String> unresolved) {
        this.operations = List.copyOf(operations);
        this.effects = effects;
        this.missing = List.copyOf(missing);
        this.unresolved = List.copyOf(unresolved);
    }

    /** The changes in the namespaces that nsx was started in, by kind of object: devices, addresses, nat, names, … */
    public Map<String, List<String>> getEffects() {
        return effects;
    }

    /** The capabilities that the plan needs and nsx lacks. */
    public List<String> getMissing() {
        return missing;
    }

    /** The lines that could not be resolved, with the reason. */
    public List<String> getUnresolved() {
        return unresolved;
    }

    /** The command lines, in order, for a shell in the namespaces that nsx was started in. */
    public List<String> getCommands() {
        return operations.stream().map(PlannedOperation::command).toList();
    }

    @Override
    public PlannedOperation get(int index) {
        return operations.get(index);
    }

    @Override
    public int size() {
        return operations.size();
    }

    @Override
    public List<String> shown() {
        return List.of("line", "where", "does", "command", "calls");
    }

    @Override
    public List<String> facts() {
        return List.of("effects", "missing", "unresolved");
    }
}
