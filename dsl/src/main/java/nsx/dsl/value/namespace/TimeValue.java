package nsx.dsl.value.namespace;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.TimeOperations;
import nsx.dsl.session.Place;
import nsx.dsl.session.Session;
import nsx.dsl.shape.Facts;
import nsx.dsl.unit.ClockOffset;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.ns.TimeOffsets;
import nsx.process.TimeNamespaces;
import nsx.sys.Clock;

/**
 * The clocks of programs started in a place: {@code time.boottime += 1.day}. Settings last as long as the place,
 * which is a block or the session. Offsets count from the machine's clocks, those of the initial time namespace.
 */
public final class TimeValue extends ShiftedClocks implements Facts {
    private final Session session;
    private final Place place;

    public TimeValue(Session session) {
        this.session = session;
        this.place = session.place();
        namespace();
    }

    private Namespace namespace() {
        return of(place.context().get(NamespaceKind.TIME));
    }

    private static Namespace of(Optional<Namespace> time) {
        return time.orElseThrow(() -> new NsxException("this kernel has no time namespaces")
                .because("they came with Linux 5.6 and need CONFIG_TIME_NS")
                .exit(ExitCode.UNSUPPORTED));
    }

    /** The offsets of both clocks, by name. */
    public Offsets getOffsets() {
        return new Offsets(offsets());
    }

    /**
     * Whether a program was started with these clocks. The offsets are then fixed, and setting one creates a new time
     * namespace.
     */
    public boolean isFrozen() {
        return read(TimeOperations.FROZEN, TimeNamespaces::isFrozen);
    }

    @Override
    TimeOffsets offsets() {
        return read(TimeOperations.OFFSETS, TimeNamespaces::offsets);
    }

    private <T> T read(String fact, Function<Namespace, T> look) {
        return read(session.here(place.context()), namespace(), fact, look);
    }

    /** Restores the clocks that nsx was started with. */
    public void reset() {
        Namespace host = of(session.host().get(NamespaceKind.TIME));
        if (!namespace().equals(host)) {
            checkPlace();
            session.change(List.of(TimeOperations.back(place, host, offsets())));
        }
    }

    @Override
    void shift(Clock clock, Object value) {
        Duration offset = ClockOffset.of(clock, value);
        TimeOffsets before = offsets();
        if (!before.get(clock).equals(offset)) {
            change(before, before.with(clock, offset));
        }
    }

    private void change(TimeOffsets before, TimeOffsets after) {
        Namespace time = namespace();
        String name = new NamespaceValue(session, time, place.context(), null).getName();
        boolean ours = place.anchor().isPresent() || time.isPlanned() || name != null;
        boolean frozen = !time.equals(of(session.host().get(NamespaceKind.TIME))) && isFrozen();
        if (ours && !frozen) {
            session.change(List.of(TimeOperations.set(place.context(), time, before, after)));
        } else if (name != null) {
            throw ClockOffset.frozen(time, name);
        } else {
            checkPlace();
            session.change(List.of(TimeOperations.fresh(place, before, after)));
            if (frozen) {
                session.notice("the offsets of " + time.text() + " are fixed because a program was started in it; "
                        + namespace().text() + " replaces it");
            }
        }
    }

    /** Fails in a block that has ended, where a setting would be lost. */
    private void checkPlace() {
        if (!session.places().contains(place)) {
            throw new NsxException("cannot set the clocks of a block that has ended")
                    .at("time")
                    .hint(
                            "set them inside the block, before its programs start: netns('a') { time.boottime += 1.day; sh 'uptime' }");
        }
    }

    @Override
    public List<String> facts() {
        return List.of("monotonic", "boottime", "frozen");
    }

    @Override
    public String toString() {
        return "time " + offsets();
    }
}
