package nsx.dsl.op;

import java.util.List;
import nsx.dsl.change.Operation;
import nsx.dsl.session.Here;
import nsx.dsl.session.Session;
import nsx.ns.Namespace;
import nsx.ns.UnresolvedException;
import nsx.process.Sysfs;
import nsx.sys.Errno;
import nsx.sys.SysException;

/** Showing the network devices of the current context in the /sys of its mount namespace, which must be its own. */
public final class SysfsOperations {
    private final Here here;

    public SysfsOperations(Session session) {
        this.here = session.here();
        OpenMounts.require(here.context(), "mount or unmount");
    }

    /**
     * The operations that show the devices; none where they are shown.
     *
     * @param isNew whether the network or the mount namespace was just made
     */
    public List<Operation> ensure(boolean isNew) {
        return isNew || !showsDevices() ? List.of(show()) : List.of();
    }

    private boolean showsDevices() {
        try {
            return here.kernel().call(here.context(), Sysfs::isShown);
        } catch (UnresolvedException e) {
            // the plan makes it so
            return true;
        }
    }

    /** Mounts a sysfs of this network namespace. */
    public Operation show() {
        return new Operation(
                here.context(),
                new Operation.SystemCall(
                        "mount(\"sysfs\", \"/sys\", \"sysfs\")",
                        () -> here.context().amongMounts(() -> {
                            mount();
                            return null;
                        })),
                entrance() + "mount -t sysfs sysfs /sys",
                "show the devices of this network namespace in /sys",
                // goes with the mount namespace
                List::of);
    }

    private static void mount() {
        try {
            Sysfs.mount();
        } catch (SysException e) {
            // EBUSY: somebody has just mounted the very same there
            if (e.errno() != Errno.EBUSY || !Sysfs.isShown()) {
                throw e;
            }
        }
    }

    /** A fresh network is that of the shell which unshare(1) starts. */
    private String entrance() {
        Namespace net = here.context().net();
        return net.isPlanned() || net.path().isPresent() ? "nsenter --net=" + net.reach() + " " : "";
    }
}
