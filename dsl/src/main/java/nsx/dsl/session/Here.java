package nsx.dsl.session;

import nsx.dsl.change.Kernel;
import nsx.ns.Context;

/**
 * Where something is read or changed.
 *
 * @param context the namespaces that it is in, whichever the session's lines are in now
 */
public record Here(Session session, Context context) {
    /** This session in another context. */
    public Here in(Context other) {
        return new Here(session, other);
    }

    /** The kernel of the calling thread's strand. */
    public Kernel kernel() {
        return session.kernel();
    }
}
