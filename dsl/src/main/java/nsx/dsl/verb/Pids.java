package nsx.dsl.verb;

import nsx.dsl.NsxException;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Reader;
import nsx.dsl.Session;
import nsx.sys.Files;

/** Process numbers as arguments. */
final class Pids {
    static final Reader<Long> PID = Reader.number(1, Integer.MAX_VALUE).as(Type.PID);

    private Pids() {}

    /** Its directory in /proc: that of the current context, or nsx's own for a job, whose number may be none of the context's. */
    static String directory(Session session, long pid) {
        String path = session.programs().jobs().stream()
                .filter(job -> job.getPid() == pid && job.isAlive())
                .findFirst()
                .map(job -> Files.OWN_PROC + job.child().pid())
                .orElse("/proc/" + pid);
        if (!session.kernel().call(session.context(), () -> Files.exists(path))) {
            throw new NsxException("there is no process " + pid).at(pid);
        }
        return path;
    }
}
