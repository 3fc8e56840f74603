package nsx.process;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nsx.proc.MountInfo;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.FileSystem;
import nsx.sys.Files;
import nsx.sys.MountTree;
import nsx.sys.Mounts;
import nsx.sys.SysException;

/** Handles /sys, which shows the devices of the network namespace that it was mounted in. */
public final class Sysfs {
    private static final String SYS = "/sys";

    private Sysfs() {}

    /**
     * Whether the /sys of the calling thread's mount namespace shows the thread's network namespace; each network
     * namespace has its own sysfs.
     */
    public static boolean isShown() {
        try (FileSystem sysfs = FileSystem.open("sysfs");
                MountTree own = sysfs.mount(0)) {
            return own.stat().device() == Files.stat(SYS).device();
        } catch (SysException e) {
            return false;
        }
    }

    /**
     * The devices of the calling thread's network namespace whose MAC address was set by a user (NET_ADDR_SET,
     * linux/netdevice.h); other MAC addresses are random, or come from the hardware or from another device.
     *
     * @throws SysException EPERM if sysfs cannot be mounted
     */
    public static Set<String> chosenAddresses(Collection<String> devices) {
        try (FileSystem sysfs = FileSystem.open("sysfs");
                MountTree own = sysfs.mount(0)) {
            Set<String> chosen = new HashSet<>();
            for (String device : devices) {
                try (Fd file = own.open("class/net/" + device + "/addr_assign_type")) {
                    if (Files.readStart(file, Files.SMALL).strip().equals("3")) {
                        chosen.add(device);
                    }
                }
            }
            return chosen;
        }
    }

    /** The device number of the calling thread's network namespace's sysfs, as in {@link MountInfo#device}. */
    static String device() {
        try (FileSystem sysfs = FileSystem.open("sysfs");
                MountTree own = sysfs.mount(0)) {
            long device = own.stat().device();
            return (device >> 32) + ":" + (device & 0xffffffffL);
        } catch (SysException e) {
            // the device is unknown (before Linux 5.2) and equals no other
            return "";
        }
    }

    /**
     * Mounts a sysfs of the thread's network namespace over the /sys of its mount namespace. Mounts below the old
     * /sys (cgroups, bpf, tracing) are kept.
     *
     * @throws SysException EPERM if a container shows only a part of /sys, ENOENT without a /sys
     */
    public static void mount() {
        List<MountInfo> all = MountInfo.ofThisThread();
        List<MountInfo> sys = all.stream().filter(m -> m.target().equals(SYS)).toList();
        MountInfo top = sys.isEmpty() ? null : sys.get(sys.size() - 1);
        Map<String, Fd> below = new LinkedHashMap<>();
        try {
            // a later mount on the same path lies above the earlier one and moves with it
            all.stream()
                    .filter(m -> top != null && m.parent() == top.id())
                    .forEach(m -> below.computeIfAbsent(m.target(), t -> Files.open(t, Files.O_PATH)));
            boolean readOnly = top != null && top.options().contains("ro");
            Mounts.mount("sysfs", SYS, "sysfs", readOnly ? Mounts.MS_RDONLY : 0, null);
            // the descriptor still leads to the mount, which is now hidden
            below.forEach((target, fd) -> carry(fd, target));
        } finally {
            below.values().forEach(Fd::close);
        }
    }

    private static void carry(Fd from, String target) {
        try {
            MountTree.move(from, target);
        } catch (SysException e) {
            // EINVAL: a mount that came with another user's mount namespace is locked in its place
            // (mount_namespaces(7)), with all mounts on it; it stays there, hidden, and a copy is shown
            if (e.errno() != Errno.EINVAL) {
                throw e;
            }
            try (MountTree copy = MountTree.copy(from, true)) {
                copy.attach(target);
            }
        }
    }
}
