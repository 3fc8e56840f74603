package nsx.dsl.session;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import nsx.dsl.error.Failure;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.sys.Errno;
import nsx.sys.SysException;

/**
 * Runs code of a script on a thread in the current context. A user who may start programs there may not be allowed to
 * move a thread there, because setns(2) needs CAP_SYS_ADMIN in nsx's own user namespace too. The code then runs on
 * the present thread, and a notice reports it.
 */
final class Staying {
    private final Session session;
    private final Strand strand;

    Staying(Session session, Strand strand) {
        this.session = session;
        this.strand = strand;
    }

    /** Runs a block. */
    <T> T inside(Callable<T> action) {
        return staying(action, a -> strand.kernel().inside(session.context(), a));
    }

    /** Runs a line, which can change the context of later lines. */
    <T> T apart(Callable<T> action) {
        return staying(action, a -> strand.kernel().apart(session.context(), a));
    }

    private interface Stay<T> {
        T run(Callable<T> action);
    }

    private <T> T staying(Callable<T> action, Stay<T> stay) {
        AtomicBoolean begun = new AtomicBoolean();
        try {
            return stay.run(() -> {
                begun.set(true);
                return strand.standing(action);
            });
        } catch (NamespaceException e) {
            if (begun.get()) {
                throw e;
            }
            return outside(action, e);
        }
    }

    private <T> T outside(Callable<T> action, NamespaceException e) {
        Place place = session.place();
        if (!(e.getCause() instanceof SysException s && s.errno() == Errno.EPERM) || !takesPrograms()) {
            throw Failure.explain("cannot enter " + place.name(), e);
        }
        session.notice("only programs run in " + place.name() + "; Java code runs outside it, and words fail: "
                + e.getMessage() + ": " + s.errno().text());
        return strand.kernel().inside(session.host(), action);
    }

    /** Whether a program may enter: it becomes root of a user namespace there, which a thread cannot. */
    private boolean takesPrograms() {
        Optional<Namespace> users = session.context().get(NamespaceKind.USER);
        return users.isPresent() && !users.equals(session.host().get(NamespaceKind.USER));
    }
}
