package nsx.dsl.value;

import java.util.List;
import nsx.dsl.Place;
import nsx.dsl.Session;
import nsx.dsl.op.TimeOperations;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.ns.TimeOffsets;
import nsx.process.TimeNamespaces;
import nsx.sys.Clock;

/**
 * The clocks in the block of a time namespace: {@code timens('later') { boottime += 1.day }}. They are declared, starting each time
 * from the clocks around the block, so that saying it again says the same; what is so already is not sent again. Each is set at
 * once: the programs that the block starts see it.
 */
public final class DeclaredClocks extends ShiftedClocks {
    private final Session session;
    private final NamespaceValue value;
    private final Place around;
    private TimeOffsets declared;

    /** Called around the block. */
    DeclaredClocks(Session session, NamespaceValue value) {
        this.session = session;
        this.value = value;
        this.around = session.place();
    }

    @Override
    TimeOffsets offsets() {
        if (declared == null) {
            declared = read(around.context().get(NamespaceKind.TIME).orElseThrow());
        }
        return declared;
    }

    @Override
    void shift(Clock clock, Object given) {
        declared = offsets().with(clock, ClockOffset.of(clock, given));
        Namespace time = value.namespace();
        TimeOffsets before = read(time);
        TimeOffsets after = before.with(clock, declared.get(clock));
        if (after.equals(before)) {
            return;
        }
        if (value.getFrozen()) {
            throw ClockOffset.frozen(time, value.getName());
        }
        session.change(List.of(TimeOperations.set(session.context(), time, before, after)));
    }

    private TimeOffsets read(Namespace time) {
        return read(session, session.context().with(time), time, TimeOperations.OFFSETS, TimeNamespaces::offsets);
    }
}
