package nsx.dsl.value.network;

import java.util.List;
import nsx.dsl.shape.Facts;
import nsx.dsl.unit.PerSecond;

/**
 * A counter of a network namespace that changed.
 *
 * @param name the name of nstat(8), such as TcpExtListenOverflows
 * @param count the increase since the last call; at the first call since the namespace was created
 * @param rate the increase per second; null at the first call
 * @param meaning its meaning in words; null for most counters of ordinary events
 * @param total the count since the namespace was created
 */
public record CounterRow(String name, long count, PerSecond rate, String meaning, long total) implements Facts {
    /** The columns of the counters' table. */
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
