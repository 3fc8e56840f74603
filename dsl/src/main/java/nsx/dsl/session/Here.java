package nsx.dsl.session;

import nsx.dsl.change.Kernel;
import nsx.ns.Context;

/**
 * A session and the context in which to read or change something.
 *
 * @param context independent of the session's current context
 */
public record Here(Session session, Context context) {
    /** This session in another context. */
    public Here in(Context other) {
        return new Here(session, other);
    }

    /** The kernel connection of the calling thread's strand. */
    public Kernel kernel() {
        return session.kernel();
    }
}
