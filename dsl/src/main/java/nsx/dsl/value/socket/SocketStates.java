package nsx.dsl.value.socket;

import java.util.List;
import java.util.function.Supplier;
import nsx.diag.SocketState;

/** The states that a socket can have. */
public final class SocketStates implements Supplier<List<String>> {
    @Override
    public List<String> get() {
        return SocketState.names();
    }
}
