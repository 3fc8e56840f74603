package nsx.trace;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nsx.nft.ProbeTable;
import nsx.proc.ProcessInfo;
import nsx.sys.Tasks;

/**
 * The process that created a table or an instance, as encoded in its name: a pid namespace, a number in it and a
 * start time.
 *
 * @param namespace the inode of the process's pid namespace
 * @param started the start time in clock ticks since the boot
 */
public record ProbeOwner(long namespace, int pid, long started) {
    /** This process. */
    static final ProbeOwner OF_THIS_PROCESS = own();

    /** The inode of the machine's first pid namespace: PROC_PID_INIT_INO of linux/proc_ns.h. */
    private static final long FIRST_NAMESPACE = 0xEFFFFFFCL;

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Pattern NAME = Pattern.compile(ProbeTable.PREFIX + "(\\d{1,18})-(\\d{1,9})-(\\d{1,18})-\\d+");

    private static ProbeOwner own() {
        int pid = (int) ProcessHandle.current().pid();
        return new ProbeOwner(ownNamespace(), pid, ProcessInfo.started(pid).orElse(0));
    }

    private static long ownNamespace() {
        return Tasks.namespace("pid").inode();
    }

    /** The name for an object of this process. */
    String name() {
        return ProbeTable.PREFIX + namespace + "-" + pid + "-" + started + "-" + COUNT.incrementAndGet();
    }

    /** Parses a name; empty for a name that nsx did not make. */
    public static Optional<ProbeOwner> of(String name) {
        Matcher found = NAME.matcher(name);
        return found.matches()
                ? Optional.of(new ProbeOwner(
                        Long.parseLong(found.group(1)),
                        Integer.parseInt(found.group(2)),
                        Long.parseLong(found.group(3))))
                : Optional.empty();
    }

    /** Whether this process can check the owner: it is in the owner's pid namespace or in the machine's first one. */
    public boolean isNear() {
        return namespace == ownNamespace() || ownNamespace() == FIRST_NAMESPACE;
    }

    /** Whether the owner is known to be gone; processes of other pid namespaces have other numbers here. */
    public boolean isGone() {
        if (namespace != ownNamespace()) {
            return false;
        }
        OptionalLong now = ProcessInfo.started(pid);
        return now.isEmpty() || now.getAsLong() != started;
    }
}
