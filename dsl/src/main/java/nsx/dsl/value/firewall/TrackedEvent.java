package nsx.dsl.value.firewall;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import nsx.conntrack.ConntrackWatch.Event;
import nsx.dsl.session.Here;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Table;

/** Something that happened to a tracked connection. */
public final class TrackedEvent extends Tracked {
    /** The columns of its table. */
    public static final List<String> COLUMNS = names(List.of("time", "event"), ENDS);

    private final Instant time = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final String event;
    private final Here here;

    public TrackedEvent(Here here, Event event) {
        super(event.connection());
        this.event = switch (event.what()) {
            case NEW -> "new";
            case CHANGED -> "changed";
            case FORGOTTEN -> "forgotten";
        };
        this.here = here;
    }

    /** The events as a table. */
    public static Table<TrackedEvent> table(List<TrackedEvent> rows) {
        return Table.of(TrackedEvent.class, COLUMNS, rows);
    }

    /** The time when the event was read. */
    public Instant getTime() {
        return time;
    }

    /** The event: new, changed or forgotten. */
    @OneOf({"new", "changed", "forgotten"})
    public String getEvent() {
        return event;
    }

    /** The connection at the time of the event. */
    public TrackedRow getConnection() {
        return TrackedRow.of(here, connection);
    }

    @Override
    public List<String> facts() {
        return names(COLUMNS, List.of("packets", "bytes"));
    }

    @Override
    public String toString() {
        return event + " " + super.toString();
    }
}
