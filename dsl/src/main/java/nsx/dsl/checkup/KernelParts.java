package nsx.dsl.checkup;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nsx.conntrack.Conntrack;
import nsx.diag.SocketDiag;
import nsx.diag.SocketProtocol;
import nsx.netlink.Connection;
import nsx.netlink.Ip;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.nft.Nftables;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.ns.NsThread;
import nsx.rtnl.Links;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;
import nsx.sys.Errno;
import nsx.sys.Files;
import nsx.sys.NetlinkSocket;
import nsx.sys.SysException;

/**
 * Checks what the kernel contains or can load as a module. The check runs in a temporary network namespace, where a
 * wrong request for a link shows whether its kind is known: the kernel answers EOPNOTSUPP for an unknown kind and
 * EEXIST for a name in use (rtnetlink.c).
 */
final class KernelParts {
    private static final String KERNEL = "a kernel that has it, or its module: modprobe ";

    private KernelParts() {}

    static List<Requirement> look() {
        List<Requirement> all = new ArrayList<>();
        for (NamespaceKind kind : NamespaceKind.values()) {
            boolean there = Files.exists(Files.OWN_PROC + "self/ns/" + kind.file());
            all.add(Requirement.of(
                    there, kind.title() + " namespaces", kind.file() + "ns", "a kernel with CONFIG_" + config(kind)));
        }
        try {
            all.addAll(NsThread.unshare(Set.of(NamespaceKind.NET), KernelParts::network));
        } catch (NamespaceException e) {
            all.add(Requirement.unknown("links and filters", "links, nat, filter", e.getMessage()));
        }
        return all;
    }

    private static String config(NamespaceKind kind) {
        return switch (kind) {
            case CGROUP -> "CGROUPS";
            case MNT -> "NAMESPACES";
            default -> kind.name() + "_NS";
        };
    }

    private static List<Requirement> network() {
        List<Requirement> all = new ArrayList<>();
        try (Connection route = new Connection(NetlinkSocket.open(Request.ROUTE))) {
            Kinds.ALL.forEach(kind -> all.add(kind(route, kind)));
        }
        Request tables = Nftables.tables();
        all.add(answered("nftables", "nat, filter, why", "nf_tables", Request.NETFILTER, tables));
        all.add(answered(
                "connection tracking", "conntrack, nat", "nf_conntrack_netlink", Request.NETFILTER, Conntrack.dump()));
        Request sockets = SocketDiag.dump(Ip.AF_INET, SocketProtocol.TCP, false);
        all.add(answered("socket lists", "sockets, why", "tcp_diag", sockets.protocol(), sockets));
        return all;
    }

    private static Requirement kind(Connection route, Kind kind) {
        if (kind.creation() == Kind.Creation.IOCTL) {
            return known(kind, Files.exists("/dev/net/tun"));
        }
        try {
            route.ack(Links.create(kind, "try-" + kind.name(), Links.attributes(), kind.data()));
            return known(kind, true);
        } catch (NetlinkException e) {
            return known(kind, Errno.of(e.errno()) != Errno.EOPNOTSUPP);
        }
    }

    private static Requirement known(Kind kind, boolean there) {
        return Requirement.of(there, "links: " + kind.name(), kind.name(), KERNEL + kind.kernelName());
    }

    private static Requirement answered(String need, String used, String module, int protocol, Request question) {
        try (Connection connection = new Connection(NetlinkSocket.open(protocol))) {
            connection.dump(question);
            return Requirement.of(true, need, used, "");
        } catch (NetlinkException | SysException e) {
            return Requirement.of(false, need, used, KERNEL + module);
        }
    }
}
