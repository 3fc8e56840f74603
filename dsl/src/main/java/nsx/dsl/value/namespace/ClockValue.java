package nsx.dsl.value.namespace;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import nsx.dsl.error.Failure;
import nsx.dsl.op.TimeOperations;
import nsx.dsl.session.Place;
import nsx.dsl.session.Session;
import nsx.dsl.shape.Facts;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.ns.TimeOffsets;
import nsx.process.TimeNamespaces;
import nsx.sys.Clock;
import nsx.sys.SysException;

/** The clocks that programs in a place see: {@code clock.boottime}. Each property is read live. */
public final class ClockValue implements Facts {
    private final Session session;
    private final Place place;

    public ClockValue(Session session) {
        this.session = session;
        this.place = session.place();
    }

    /** Time since boot without suspended time, with the offset of the time namespace. */
    public Duration getMonotonic() {
        return now(Clock.MONOTONIC);
    }

    /** Time since boot including suspended time, with the offset of the time namespace. */
    public Duration getBoottime() {
        return now(Clock.BOOTTIME);
    }

    /** The time of day, which is the same in every time namespace. */
    public ZonedDateTime getRealtime() {
        return ZonedDateTime.now();
    }

    private Duration now(Clock clock) {
        try {
            return place.context()
                    .get(NamespaceKind.TIME)
                    .map(time -> TimeNamespaces.now(time, clock, () -> offsets(time)))
                    .orElseGet(clock::now);
        } catch (SysException | NamespaceException e) {
            throw Failure.explain("cannot read " + clock.text(), e);
        }
    }

    private TimeOffsets offsets(Namespace time) {
        return session.kernel()
                .look(place.context(), NamespaceKind.TIME, TimeOperations.OFFSETS, () -> TimeNamespaces.offsets(time));
    }

    @Override
    public List<String> facts() {
        return List.of("monotonic", "boottime", "realtime");
    }

    @Override
    public String toString() {
        return "clock of " + place.name();
    }
}
