package nsx.dsl.value.network;

import java.util.List;
import nsx.dsl.shape.Facts;
import nsx.dsl.unit.PerSecond;

/**
 * A counter of a network namespace that moved.
 *
 * @param name as nstat(8) writes it, such as TcpExtListenOverflows
 * @param count by how much it moved since the last look; at the first look since the namespace is there
 * @param rate the same for each second; null at the first look
 * @param meaning what that is in words; null for most that count what is usual
 * @param total since the namespace is there
 */
public record CounterRow(String name, long count, PerSecond rate, String meaning, long total) implements Facts {
    /** The columns of its table. */
    public static final List<String> COLUMNS = List.of("name", "count", "rate", "meaning");

    @Override
    public List<String> facts() {
        return List.of("name", "count", "rate", "meaning", "total");
    }

    @Override
    public String toString() {
        return meaning == null ? name + " " + count : meaning;
    }
}
