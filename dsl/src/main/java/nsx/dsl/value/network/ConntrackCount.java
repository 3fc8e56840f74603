package nsx.dsl.value.network;

import java.util.List;
import nsx.dsl.shape.Facts;

/**
 * How full a table of tracked connections is.
 *
 * @param count how many are tracked
 * @param limit how many may be; new ones are dropped beyond. 0 where the kernel tracks nothing
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
