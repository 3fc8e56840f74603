package nsx.dsl.value.firewall;

import java.util.List;
import nsx.dsl.shape.Facts;

/**
 * The fill level of the table of tracked connections.
 *
 * @param count the number of tracked connections
 * @param limit the largest number; further connections are dropped. 0 if the kernel tracks nothing
 */
public record ConntrackCount(long count, long limit) implements Facts {
    @Override
    public List<String> facts() {
        return List.of("count", "limit");
    }

    @Override
    public String toString() {
        return count + " of " + limit;
    }
}
