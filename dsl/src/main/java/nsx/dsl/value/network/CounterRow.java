package nsx.dsl.value.network;

import java.util.List;
import nsx.dsl.shape.Facts;
import nsx.dsl.unit.PerSecond;

/**
 * A counter of a network namespace that changed.
 *
 * @param name as nstat(8) writes it, such as TcpExtListenOverflows
 * @param count the increase since the last look; at the first look since the namespace was made
 * @param rate the increase per second; null at the first look
 * @param meaning its meaning in words; null for most counters of ordinary events
 * @param total the count since the namespace was made
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
