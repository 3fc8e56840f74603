package nsx.process;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import nsx.ns.NamedNamespaces;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.proc.MountInfo;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.MountTree;
import nsx.sys.Mounts;
import nsx.sys.SysException;
import nsx.sys.Tasks;

/**
 * What a program in another network namespace is to see beside its devices, as {@code ip netns exec} has it (lib/namespace.c of
 * iproute2): a mount namespace of its own in which /sys shows that network namespace and the files of /etc/netns/NAME stand over
 * those of /etc. Unlike ip, what is mounted below /sys (cgroups, bpf, tracing) is carried over.
 */
final class NetworkView {
    private static final String SYS = "/sys";
    private static final String FILES = "/etc/netns";

    private NetworkView() {}

    /** For the calling thread, which is in the network namespace, and its children. */
    static void show(Namespace net, Consumer<String> notices) {
        Tasks.unshare(NamespaceKind.MNT.flag());
        // what is mounted here stays here, what the host mounts later still arrives
        Mounts.mount("", "/", "none", Mounts.MS_SLAVE | Mounts.MS_REC, null);
        try {
            mountSysfs();
        } catch (SysException e) {
            // a container may forbid it (EPERM) or have no /sys: its programs then see the devices of another namespace
            // there
            notices.accept("/sys shows another network namespace: " + e.getMessage());
        }
        bindFiles(net, notices);
    }

    private static void mountSysfs() {
        List<MountInfo> all = MountInfo.ofThisThread();
        List<MountInfo> sys = all.stream().filter(m -> m.target().equals(SYS)).toList();
        MountInfo top = sys.isEmpty() ? null : sys.get(sys.size() - 1);
        Map<String, Fd> below = new LinkedHashMap<>();
        try {
            // a later mount on the same place lies above the earlier one and comes with it
            all.stream()
                    .filter(m -> top != null && m.parent() == top.id())
                    .forEach(m -> below.computeIfAbsent(m.target(), t -> Files.open(t, Files.O_PATH)));
            boolean readOnly = top != null && top.options().contains("ro");
            Mounts.mount("sysfs", SYS, "sysfs", readOnly ? Mounts.MS_RDONLY : 0, null);
            // the descriptor still leads to the mount, which is hidden by now
            below.forEach((target, fd) -> carry(fd, target));
        } finally {
            below.values().forEach(Fd::close);
        }
    }

    private static void carry(Fd from, String target) {
        try {
            MountTree.move(from, target);
        } catch (SysException e) {
            // EINVAL: what came with the mount namespace of another user is locked in its place (mount_namespaces(7)),
            // with
            // all that is mounted on it; there it stays, hidden, and a copy is shown
            if (e.errno() != Errno.EINVAL) {
                throw e;
            }
            try (MountTree copy = MountTree.copy(from, true)) {
                copy.attach(target);
            }
        }
    }

    private static void bindFiles(Namespace net, Consumer<String> notices) {
        for (String name : list(FILES)) {
            if (isNamed(net, name)) {
                for (String file : list(FILES + "/" + name)) {
                    bind(FILES + "/" + name + "/" + file, "/etc/" + file, notices);
                }
            }
        }
    }

    private static void bind(String file, String target, Consumer<String> notices) {
        try {
            Mounts.bind(file, target);
        } catch (SysException e) {
            notices.accept(
                    file + " does not stand over " + target + ": " + e.errno().text());
        }
    }

    private static boolean isNamed(Namespace net, String name) {
        try {
            return new NamedNamespaces(NamespaceKind.NET)
                    .find(name)
                    .filter(net::equals)
                    .isPresent();
        } catch (NamespaceException e) {
            return false;
        }
    }

    private static String[] list(String directory) {
        String[] names = new File(directory).list();
        return names == null ? new String[0] : names;
    }
}
