package nsx.dsl.error;

import java.util.Optional;
import java.util.regex.Pattern;
import nsx.netlink.NetlinkException;
import nsx.ns.IdMaps;
import nsx.sys.Root;
import nsx.sys.SysException;
import nsx.sys.Tasks;

/** Finds hints for refusals that the kernel explains badly or not at all. */
final class Hints {

    private static final String LACKING = "this kernel lacks it, or has it in a module that is not loaded (modprobe)";

    /** Matches a message of the kernel that blames the device rather than the kernel. */
    private static final Pattern OF_DEVICE =
            Pattern.compile("(?i).*\\b(by|on) (the |this )?(device|driver|interface|port)\\b.*");

    /** Matches a message of the kernel that it does not change an option of what exists. */
    private static final Pattern SETTLED = Pattern.compile("(?i)(cannot|can't) change .*");

    /** Matches files whose reading counts as tracing: proc_pid_ns(5), ptrace(2). */
    private static final Pattern NAMESPACE_OF_PROCESS = Pattern.compile("/proc/\\d+/ns/\\w+");

    private Hints() {}

    /**
     * The feature that the kernel lacks if it answers "not supported"; empty if its message blames the device.
     *
     * @param told the kernel's message, or empty text
     */
    static Optional<String> lacking(String told) {
        return Optional.of(LACKING).filter(hint -> !OF_DEVICE.matcher(told).matches());
    }

    /**
     * What to do about an option that the kernel takes only for a new object ({@code Cannot change VNI}, vxlan.c);
     * empty if its message says something else.
     *
     * @param told the kernel's message, or empty text
     */
    static Optional<String> settled(String told) {
        return Optional.of("the kernel takes it only for a new one: delete the old one first")
                .filter(hint -> SETTLED.matcher(told).matches());
    }

    /** The capability whose absence EPERM means (capabilities(7)). */
    static String privilege(RuntimeException cause) {
        if (cause.getCause() instanceof SysException e && e.call().equals("unshare") && isRoot() && Root.isMoved()) {
            return "the kernel refuses user namespaces in a chroot (unshare(2)): run nsx outside the chroot";
        }
        if (cause instanceof SysException e && e.argument().startsWith("/proc/sys/") && isRoot()) {
            return "root may write to every parameter that can be written: this one can only be read";
        }
        String capability = cause instanceof NetlinkException ? "CAP_NET_ADMIN" : "CAP_SYS_ADMIN";
        if (cause instanceof SysException e && e.call().equals("socket")) {
            capability = "CAP_NET_RAW";
        } else if (cause instanceof SysException e && e.call().equals("bind")) {
            capability = "CAP_NET_BIND_SERVICE";
        } else if (cause instanceof SysException e && e.argument().endsWith("timens_offsets")) {
            capability = "CAP_SYS_TIME";
        } else if (cause instanceof SysException e
                && NAMESPACE_OF_PROCESS.matcher(e.argument()).matches()) {
            if (isRoot()) {
                return "root may normally inspect every process: a security module or the machine's own runtime protects this one";
            }
            capability = "CAP_SYS_PTRACE";
        }
        return "this needs " + capability + ": " + remedy();
    }

    private static String remedy() {
        if (Tasks.effectiveUser() != 0) {
            return "run nsx as root, or nsx --rootless for networks, mounts and IPC of your own";
        }
        return isRoot()
                ? "run nsx as root"
                : "run nsx as root of the machine; its user is now root of a user namespace only";
    }

    private static boolean isRoot() {
        return Tasks.effectiveUser() == 0 && IdMaps.ofThisThread().users().isEverybody();
    }
}
