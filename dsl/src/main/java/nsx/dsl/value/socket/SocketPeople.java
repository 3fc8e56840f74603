package nsx.dsl.value.socket;

import java.util.List;
import nsx.diag.SocketOwners;
import nsx.dsl.op.ProcessRow;
import nsx.dsl.session.Here;
import nsx.proc.Users;

/**
 * The processes and users of the sockets of one list, read when one of them is first asked for: finding the processes
 * reads every descriptor of every process, and takes several times as long as the list.
 */
final class SocketPeople {
    private final Here here;
    private SocketOwners owners;
    private Users users;
    private boolean told;

    SocketPeople(Here here) {
        this.here = here;
    }

    /** The processes that have the socket open when this is first asked of the list. */
    synchronized List<ProcessRow> processes(long inode) {
        if (owners == null) {
            owners = here.kernel().call(here.session().host(), SocketOwners::read);
        }
        List<ProcessRow> all = owners.of(inode).stream()
                .map(p -> new ProcessRow(p.pid(), p.user(), p.command()))
                .toList();
        if (all.isEmpty() && inode != 0 && owners.hidden() > 0 && !told) {
            told = true;
            here.session()
                    .notice("processes that may not be looked into: " + owners.hidden()
                            + "; their sockets show no process");
        }
        return all;
    }

    /** The name of a user, or its number without one. */
    synchronized String user(int number) {
        if (users == null) {
            users = here.kernel().call(here.session().host(), Users::read);
        }
        return users.name(number);
    }
}
