package nsx.dsl.export;

import java.util.List;
import nsx.dsl.shape.Rows;

/** The differences between a script and the existing state; empty if they agree. */
public final class Difference extends Rows<DifferenceRow> {
    private final List<DifferenceRow> rows;
    private final List<String> unfollowed;

    Difference(List<DifferenceRow> rows, List<String> unfollowed) {
        this.rows = List.copyOf(rows);
        this.unfollowed = List.copyOf(unfollowed);
    }

    /** The parts of the script that could not be followed without running it, with reasons. */
    public List<String> getUnfollowed() {
        return unfollowed;
    }

    /** The lines that repair the differences, in order. */
    public List<String> getMends() {
        return rows.stream().map(DifferenceRow::mend).filter(m -> m != null).toList();
    }

    @Override
    public DifferenceRow get(int index) {
        return rows.get(index);
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public List<String> shown() {
        return List.of("drift", "where", "what", "is", "should", "mend");
    }

    @Override
    public List<String> notes() {
        return unfollowed.stream().map(line -> "not followed: " + line).toList();
    }
}
