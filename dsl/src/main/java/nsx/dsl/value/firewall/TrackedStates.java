package nsx.dsl.value.firewall;

import java.util.List;
import java.util.function.Supplier;
import nsx.conntrack.TrackedConnection;

/** The states of a tracked connection of TCP or SCTP. */
public final class TrackedStates implements Supplier<List<String>> {
    @Override
    public List<String> get() {
        return TrackedConnection.states();
    }
}
