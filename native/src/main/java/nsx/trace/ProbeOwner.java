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
 * Who made a table or an instance, as its name says: a process is one number in one pid namespace, and when it started.
 *
 * @param namespace the inode of its pid namespace
 * @param started in clock ticks since the boot
 */
public record ProbeOwner(long namespace, int pid, long started) {
    /** This process. */
    static final ProbeOwner OF_THIS_PROCESS = own();

    /** PROC_PID_INIT_INO of linux/proc_ns.h. */
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

    /** A name that nothing else has. */
    String name() {
        return ProbeTable.PREFIX + namespace + "-" + pid + "-" + started + "-" + COUNT.incrementAndGet();
    }

    /** Reads a name; empty for one that nsx did not make. */
    public static Optional<ProbeOwner> of(String name) {
        Matcher found = NAME.matcher(name);
        return found.matches()
                ? Optional.of(new ProbeOwner(
                        Long.parseLong(found.group(1)),
                        Integer.parseInt(found.group(2)),
                        Long.parseLong(found.group(3))))
                : Optional.empty();
    }

    /** Whether it is for this process to judge: it was made in its pid namespace, or this one is the machine's first. */
    public boolean isNear() {
        return namespace == ownNamespace() || ownNamespace() == FIRST_NAMESPACE;
    }

    /** Whether it is known to be gone; processes of other pid namespaces have other numbers here. */
    public boolean isGone() {
        if (namespace != ownNamespace()) {
            return false;
        }
        OptionalLong now = ProcessInfo.started(pid);
        return now.isEmpty() || now.getAsLong() != started;
    }
}
