package nsx.dsl.value;

import java.time.Duration;
import nsx.ns.TimeOffsets;
import nsx.sys.Clock;

/** The offsets of the two clocks that a time namespace shifts, as properties to read and set (time_namespaces(7)). */
public abstract class ShiftedClocks {
    abstract TimeOffsets offsets();

    abstract void shift(Clock clock, Object offset);

    public Duration getMonotonic() {
        return offsets().monotonic();
    }

    public void setMonotonic(Object offset) {
        shift(Clock.MONOTONIC, offset);
    }

    public Duration getBoottime() {
        return offsets().boottime();
    }

    public void setBoottime(Object offset) {
        shift(Clock.BOOTTIME, offset);
    }

    /** The kernel shifts two clocks only: this tells those who look for the third. */
    public Object getRealtime() {
        throw ClockOffset.notVirtualised("realtime has no offset");
    }

    public void setRealtime(Object offset) {
        throw ClockOffset.notVirtualised("cannot set realtime");
    }

    /** Called by Groovy for a property that is not there. */
    public void propertyMissing(String name, Object value) {
        ClockOffset.missing(name, getClass());
    }
}
