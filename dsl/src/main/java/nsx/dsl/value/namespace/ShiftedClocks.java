package nsx.dsl.value.namespace;

import java.time.Duration;
import java.util.function.Function;
import nsx.dsl.error.Failure;
import nsx.dsl.session.Here;
import nsx.dsl.unit.ClockOffset;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.ns.TimeOffsets;
import nsx.sys.Clock;
import nsx.sys.SysException;

/** The offsets of the two clocks that a time namespace shifts, as properties to read and set (time_namespaces(7)). */
public abstract class ShiftedClocks {
    abstract TimeOffsets offsets();

    abstract void shift(Clock clock, Object offset);

    /** A fact of the time namespace of a context; in a plan the value that earlier lines leave. */
    static <T> T read(Here here, Namespace time, String fact, Function<Namespace, T> look) {
        try {
            return here.kernel().look(here.context(), NamespaceKind.TIME, fact, () -> look.apply(time));
        } catch (SysException | NamespaceException e) {
            throw Failure.explain("cannot read the offsets of " + time.text(), e);
        }
    }

    /** The offset of the clock that counts time since boot without suspended time. */
    public Duration getMonotonic() {
        return offsets().monotonic();
    }

    /** Sets the offset of monotonic to a duration; fails when the clock would go below zero. */
    public void setMonotonic(Object offset) {
        shift(Clock.MONOTONIC, offset);
    }

    /** The offset of the clock that counts time since boot including suspended time. */
    public Duration getBoottime() {
        return offsets().boottime();
    }

    /** Sets the offset of boottime to a duration; fails when the clock would go below zero. */
    public void setBoottime(Object offset) {
        shift(Clock.BOOTTIME, offset);
    }

    /** Fails: the kernel shifts monotonic and boottime only. */
    public Object getRealtime() {
        throw ClockOffset.notVirtualised("realtime has no offset");
    }

    /** Fails: the kernel shifts monotonic and boottime only. */
    public void setRealtime(Object offset) {
        throw ClockOffset.notVirtualised("cannot set realtime");
    }

    /** Called by Groovy for an unknown property. */
    public void propertyMissing(String name, Object value) {
        ClockOffset.missing(name, getClass());
    }
}
