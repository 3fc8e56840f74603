package nsx.process;

import java.util.function.Consumer;
import java.util.stream.Stream;
import nsx.ns.NamedNamespaces;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.sys.Files;
import nsx.sys.Mounts;
import nsx.sys.Root;
import nsx.sys.SysException;
import nsx.sys.Tasks;

/**
 * The view of files for a program in another network namespace, as with {@code ip netns exec} (lib/namespace.c of
 * iproute2): a mount namespace of its own in which /sys shows that network namespace and the files of /etc/netns/NAME
 * cover those of /etc. Unlike ip, mounts below /sys (cgroups, bpf, tracing) are kept.
 */
final class NetworkView {
    private static final String FILES = "/etc/netns";

    private NetworkView() {}

    /** Makes the view for the calling thread, which is in the network namespace, and its children. */
    static void show(Namespace net, Consumer<String> notices) {
        Tasks.unshare(NamespaceKind.MNT.flag());
        // mounts made here stay here; later mounts of the host still arrive
        Root.propagate(Mounts.MS_SLAVE);
        try {
            Sysfs.mount();
        } catch (SysException e) {
            // a container may forbid it (EPERM) or have no /sys; its programs then see the devices of another
            // namespace there
            notices.accept("/sys shows another network namespace: " + e.getMessage());
        }
        bindFiles(net, notices);
    }

    private static void bindFiles(Namespace net, Consumer<String> notices) {
        names(net).forEach(name -> {
            for (String file : Files.names(FILES + "/" + name)) {
                bind(FILES + "/" + name + "/" + file, "/etc/" + file, notices);
            }
        });
    }

    /** The names of the files in /etc/netns for this network namespace. */
    static Stream<String> names(Namespace net) {
        return Files.names(FILES).stream().filter(name -> isNamed(net, name));
    }

    private static void bind(String file, String target, Consumer<String> notices) {
        try {
            Mounts.bind(file, target);
        } catch (SysException e) {
            notices.accept(file + " could not be mounted over " + target + ": "
                    + e.errno().text());
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
}
