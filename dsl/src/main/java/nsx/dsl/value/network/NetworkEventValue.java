package nsx.dsl.value.network;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Table;
import nsx.monitor.NetworkEvent;

/**
 * A change in a network namespace.
 *
 * @param time the time when it was read
 * @param namespace the name of the network namespace
 * @param what added, changed, deleted, or lost if the kernel dropped events
 * @param object {@code link veth1}, {@code address 10.0.0.1/24}, {@code namespace a}, …
 * @param details the properties of the object, or the old and new values of changed ones
 */
public record NetworkEventValue(Instant time, String namespace, String what, String object, String details)
        implements Facts {
    private static final List<String> COLUMNS = List.of("time", "namespace", "what", "object", "details");

    /** The row of an event; its time is cut to microseconds. */
    public static NetworkEventValue of(NetworkEvent event) {
        return new NetworkEventValue(
                event.time().truncatedTo(ChronoUnit.MICROS),
                event.namespace(),
                event.change().what(),
                event.change().object(),
                event.change().details());
    }

    /** The events as a table. */
    public static Table<NetworkEventValue> table(List<NetworkEventValue> rows) {
        return Table.of(COLUMNS, rows);
    }

    @Override
    public List<String> facts() {
        return COLUMNS;
    }

    @Override
    public String toString() {
        return namespace + " " + what + " " + object + (details.isEmpty() ? "" : " " + details);
    }
}
