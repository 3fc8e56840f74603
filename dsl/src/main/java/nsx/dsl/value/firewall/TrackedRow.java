package nsx.dsl.value.firewall;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import nsx.conntrack.TrackedConnection;
import nsx.dsl.change.Deletable;
import nsx.dsl.op.firewall.ConntrackOperations;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Table;

/** A connection that the kernel tracks, at the time when it was read. */
public final class TrackedRow extends Tracked implements Deletable {
    /** The columns of its table. */
    public static final List<String> COLUMNS = names(ENDS, List.of("timeout", "mark"));

    private final Here here;

    private TrackedRow(Here here, TrackedConnection connection) {
        super(connection);
        this.here = here;
    }

    /** All connections of the context's network namespace. */
    public static Table<TrackedRow> all(Here here) {
        List<TrackedRow> rows = new ConntrackOperations(here)
                .all().stream().map(c -> new TrackedRow(here, c)).toList();
        return Table.of(TrackedRow.class, COLUMNS, rows);
    }

    /** A connection of the context's network namespace. */
    public static TrackedRow of(Here here, TrackedConnection connection) {
        return new TrackedRow(here, connection);
    }

    /** The connection as the kernel describes it. */
    public TrackedConnection connection() {
        return connection;
    }

    /** Whether there was an answer. */
    public boolean isAnswered() {
        return connection.isAnswered();
    }

    /** Whether the kernel keeps the connection even if the table is full. */
    public boolean isAssured() {
        return connection.isAssured();
    }

    /** Time until the kernel deletes the connection. */
    public Duration getTimeout() {
        return Duration.ofSeconds(connection.timeout());
    }

    /** The mark of the connection (CONNMARK). */
    public long getMark() {
        return Integer.toUnsignedLong(connection.mark());
    }

    /** The conntrack zone of the first packet, 0 by default. */
    public int getZone() {
        return connection.zoneOfFirst();
    }

    /** The helper that finds the connections which this one announces, such as {@code ftp}; null for none. */
    public String getHelper() {
        return connection.all().nested("CTA_HELP").findString("CTA_HELP_NAME").orElse(null);
    }

    /** The numbers of the labels that rules have given it. */
    public List<Integer> getLabels() {
        byte[] bits = connection.all().has("CTA_LABELS") ? connection.all().bytes("CTA_LABELS") : new byte[0];
        return BitSet.valueOf(bits).stream().boxed().toList();
    }

    /** Lets the kernel forget it; the next packet is one of a new connection. */
    @Override
    public void delete() {
        here.session().change(List.of(new ConntrackOperations(here).forget(connection)));
    }

    @Override
    public List<String> facts() {
        return names(
                ENDS,
                List.of("answered", "assured", "timeout", "mark", "zone", "helper", "labels", "packets", "bytes"));
    }
}
