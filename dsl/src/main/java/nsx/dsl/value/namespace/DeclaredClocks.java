package nsx.dsl.value.namespace;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.TimeOperations;
import nsx.dsl.session.Place;
import nsx.dsl.session.Scope;
import nsx.dsl.session.Session;
import nsx.dsl.unit.ClockOffset;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.ns.TimeOffsets;
import nsx.process.TimeNamespaces;
import nsx.sys.Clock;

/**
 * The clocks in the block of a time namespace: {@code timens('later') { boottime += 1.day }}. Each value is relative
 * to the clocks around the block, so running the block again sets the same values; a clock that already has its value
 * is not set again. A clock is set at once, so programs that the block starts see it. The clocks of a frozen
 * namespace must have the values that the block ends with.
 */
public final class DeclaredClocks extends ShiftedClocks implements Scope {
    private final Session session;
    private final NamespaceValue value;
    private final Place around;
    private Namespace namespace;
    private final Set<Clock> said = EnumSet.noneOf(Clock.class);
    private TimeOffsets declared;
    /** The error to raise at the end of the block unless a later line declares the frozen value again. */
    private NsxException differing;

    /** Creates the clocks at the start of a block. */
    DeclaredClocks(Session session, NamespaceValue value) {
        this.session = session;
        this.value = value;
        this.namespace = value.namespace();
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
        said.add(clock);
        if (isSo()) {
            differing = null;
        } else if (isUnfinished()) {
            renew();
            session.ensure(() -> lacking(clock));
        } else if (isFrozen()) {
            // another nsx may have set them meanwhile, and then started a program
            differing = isSo() ? null : ClockOffset.frozen(namespace, value.getName());
        } else {
            session.ensure(() -> lacking(clock));
        }
    }

    private boolean isSo() {
        TimeOffsets now = read(namespace);
        return said.stream().allMatch(c -> now.get(c).equals(declared.get(c)));
    }

    private boolean isFrozen() {
        return read(
                session.here(session.context().with(namespace)),
                namespace,
                TimeOperations.FROZEN,
                TimeNamespaces::isFrozen);
    }

    /** Whether a killed run left the namespace unfinished and no process is in it. */
    private boolean isUnfinished() {
        TimeOffsets fresh = read(around.context().get(NamespaceKind.TIME).orElseThrow());
        return !namespace.isPlanned()
                && value.getName() != null
                && session.kernel().call(session.context(), () -> TimeNamespaces.isUnfinished(namespace, fresh));
    }

    /** Replaces the namespace by a new one, in which the rest of the block runs. */
    private void renew() {
        NamedSet all = new NamedSet(session, NamespaceKind.TIME);
        String name = value.getName();
        session.within(around.context(), around.name(), () -> all.renew(name, namespace));
        namespace = all.get(name).namespace();
        session.move(session.context().with(namespace));
    }

    private List<Operation> lacking(Clock clock) {
        TimeOffsets before = read(namespace);
        TimeOffsets after = before.with(clock, declared.get(clock));
        return before.equals(after)
                ? List.of()
                : List.of(TimeOperations.set(session.context(), namespace, before, after));
    }

    /** Ends the block and throws the pending error. */
    void end() {
        if (differing != null) {
            throw differing;
        }
    }

    private TimeOffsets read(Namespace time) {
        return read(session.here(session.context().with(time)), time, TimeOperations.OFFSETS, TimeNamespaces::offsets);
    }
}
