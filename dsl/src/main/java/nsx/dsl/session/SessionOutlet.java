package nsx.dsl.session;

import java.util.Map;
import nsx.dsl.shape.Outlet;

/** Executes the changes of tables as words of a session. */
record SessionOutlet(Session session) implements Outlet {
    /** The foresight of the calling thread's session; without a session, that without a plan. */
    static Foresight foresight() {
        return Outlet.here() instanceof SessionOutlet outlet ? outlet.session.foresight() : Foresight.NONE;
    }

    @Override
    public void save(Object table, Object file) {
        session.call("table.save", table, file);
    }

    @Override
    public Object pipe(Object value, Object command) {
        return session.call("sh", Map.of("input", value), command);
    }
}
