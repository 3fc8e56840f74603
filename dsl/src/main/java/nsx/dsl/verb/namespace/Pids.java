package nsx.dsl.verb.namespace;

import nsx.dsl.error.NsxException;
import nsx.dsl.session.Session;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.ns.Context;
import nsx.ns.NamespaceKind;
import nsx.ns.OwnNamespaces;
import nsx.ns.ProcessTable;
import nsx.sys.Files;

/** Process numbers as arguments. */
final class Pids {
    static final Reader<Long> PID = Reader.number(1, Integer.MAX_VALUE).as(Type.PID);

    private Pids() {}

    /**
     * The directory of a process in /proc: in that of the current context, or in nsx's own for a job, which may have
     * no number in the context. Among foreign files /proc is not trusted; there the process with this number inside
     * is looked up in nsx's own /proc.
     */
    static String directory(Session session, long pid) {
        String path = session.programs().jobs().stream()
                .filter(job -> job.getPid() == pid && job.isAlive())
                .findFirst()
                .map(job -> Files.OWN_PROC + job.child().program())
                .orElseGet(() -> "/proc/" + (isClosed(session) ? inside(session, pid) : pid));
        if (!session.kernel().call(session.context(), () -> Files.exists(path))) {
            throw new NsxException("there is no process " + pid).at(pid);
        }
        return path;
    }

    private static boolean isClosed(Session session) {
        return session.context()
                .get(NamespaceKind.MNT)
                .filter(OwnNamespaces::isClosed)
                .isPresent();
    }

    private static long inside(Session session, long pid) {
        Context host = session.host();
        return session.context().get(NamespaceKind.PID).stream()
                .flatMap(n -> session.kernel().call(host, () -> ProcessTable.of(host, n)).stream())
                .filter(row -> row.pid() == pid)
                .mapToLong(row -> row.info().pid())
                .findFirst()
                .orElseThrow(() -> new NsxException("there is no process " + pid).at(pid));
    }
}
