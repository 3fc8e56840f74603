package nsx.dsl.verb;

import nsx.dsl.NsxException;
import nsx.dsl.Session;
import nsx.sys.Files;

/** Process numbers as arguments. */
final class Pids {
    private Pids() {}

    /** The number, when there is such a process. */
    static int check(Session session, long pid) {
        if (pid < 1 || pid > Integer.MAX_VALUE) {
            throw new NsxException("a process has a number from 1 up").at(pid);
        }
        if (!session.kernel().call(session.context(), () -> Files.exists("/proc/" + pid))) {
            throw new NsxException("there is no process " + pid).at(pid);
        }
        return (int) pid;
    }
}
