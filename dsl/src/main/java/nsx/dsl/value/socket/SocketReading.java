package nsx.dsl.value.socket;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nsx.diag.InetSocket;
import nsx.diag.OtherSocket;
import nsx.diag.SocketDiag;
import nsx.diag.SocketOwners;
import nsx.diag.SocketProtocol;
import nsx.diag.UnixSocket;
import nsx.discover.Discovery;
import nsx.discover.NamespaceGraph;
import nsx.discover.NamespaceNode;
import nsx.dsl.op.ProcessRow;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Here;
import nsx.dsl.value.socket.SocketValue.Said;
import nsx.netlink.Connection;
import nsx.netlink.Ip;
import nsx.netlink.Message;
import nsx.netlink.Request;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.proc.Users;
import nsx.sys.NetlinkSocket;
import nsx.sys.SysException;

/** Reads the sockets of one network namespace, or of all that can be found. */
public final class SocketReading {
    private static final List<Integer> FAMILIES = List.of(Ip.AF_INET, Ip.AF_INET6);
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private final Here here;
    private final List<String> protocols;
    private SocketOwners owners;
    private Users users;

    /** @param protocols a selection of tcp, udp, raw, unix, packet, netlink and vsock */
    public SocketReading(Here here, List<String> protocols) {
        this.here = here;
        this.protocols = protocols;
    }

    /** A listed socket with its namespace. */
    private record Found(Here there, String namespace, Said said) {}

    /** The sockets of the context's network namespace, by protocol and local port. */
    public List<SocketValue> here() {
        Connection diag = here.kernel().netlink(here.context(), Request.SOCK_DIAG);
        return owned(found(here, null, diag));
    }

    /**
     * The sockets of every network namespace of the machine. Namespaces that may not be entered are left out, and a
     * notice names them.
     */
    public List<SocketValue> everywhere() {
        NamespaceGraph graph = here.kernel().call(here.context(), () -> Discovery.of(EnumSet.of(NamespaceKind.NET)));
        List<Found> all = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (NamespaceNode node : graph.nodes()) {
            Optional<Namespace> way = here.kernel().call(here.context(), () -> Discovery.reach(graph, node));
            try {
                way.ifPresent(net -> all.addAll(there(here.in(here.context().with(net)), name(node))));
            } catch (NamespaceException | SysException e) {
                refused.add(name(node));
            }
        }
        if (!refused.isEmpty()) {
            here.session().notice("cannot look into: " + String.join(", ", refused));
        }
        return owned(all);
    }

    private String name(NamespaceNode node) {
        if (here.session().host().net().id().equals(node.id())) {
            return "host";
        }
        return node.names().isEmpty()
                ? "net:[" + node.id().inode() + "]"
                : node.names().get(0);
    }

    /**
     * Reads the sockets of a namespace with a connection that is closed at once, since there may be more namespaces
     * than descriptors.
     */
    private List<Found> there(Here there, String name) {
        return there.kernel().call(there.context(), () -> {
            try (Connection diag = new Connection(NetlinkSocket.open(Request.SOCK_DIAG))) {
                return found(there, name, diag);
            }
        });
    }

    private List<Found> found(Here there, String name, Connection diag) {
        List<InetSocket> inet = Arrays.stream(SocketProtocol.values())
                .filter(p -> protocols.contains(p.text()))
                .flatMap(p -> FAMILIES.stream().flatMap(f -> inet(diag, f, p)))
                .sorted(Comparator.comparing(InetSocket::protocol).thenComparing(InetSocket::localPort))
                .toList();
        List<OtherSocket> others = new ArrayList<>();
        others.addAll(list(diag, "packet", SocketDiag::dumpPacket, OtherSocket::packet));
        others.addAll(list(diag, "netlink", SocketDiag::dumpNetlink, OtherSocket::netlink));
        others.addAll(list(diag, "vsock", SocketDiag::dumpVsock, OtherSocket::vsock));
        boolean bound =
                inet.stream().anyMatch(s -> s.device() != 0) || others.stream().anyMatch(s -> s.device() != 0);
        DeviceNames devices = bound ? DeviceNames.of(there) : DeviceNames.none();
        List<Said> all = new ArrayList<>();
        inet.forEach(s -> all.add(said(s, devices)));
        list(diag, "unix", SocketDiag::dumpUnix, UnixSocket::decode).forEach(s -> all.add(said(s)));
        others.forEach(s -> all.add(said(s, devices)));
        return all.stream().map(s -> new Found(there, name, s)).toList();
    }

    private static Stream<InetSocket> inet(Connection diag, int family, SocketProtocol protocol) {
        return diag.dump(SocketDiag.dump(family, protocol)).decode(m -> InetSocket.decode(protocol, m)).stream();
    }

    private <T> List<T> list(Connection diag, String protocol, Supplier<Request> dump, Function<Message, T> decode) {
        return protocols.contains(protocol) ? diag.dump(dump.get()).decode(decode) : List.of();
    }

    /**
     * Adds the processes, which are read after the sockets: a socket opened in between has no row, and no row lacks
     * its process.
     */
    private List<SocketValue> owned(List<Found> found) {
        here.kernel().call(here.session().host(), () -> {
            owners = SocketOwners.read();
            users = Users.read();
            return null;
        });
        List<SocketValue> rows = found.stream()
                .map(f -> new SocketValue(
                        f.there,
                        f.namespace,
                        named(f.said),
                        owners.of(f.said.inode()).stream()
                                .map(p -> new ProcessRow(p.pid(), p.user(), p.command()))
                                .toList()))
                .toList();
        boolean unknown = rows.stream()
                .anyMatch(s -> s.getInode() != 0 && s.getProcesses().isEmpty());
        if (unknown && owners.hidden() > 0) {
            here.session()
                    .notice("processes that may not be looked into: " + owners.hidden()
                            + "; their sockets show no process");
        }
        return rows;
    }

    /** The socket with the user's name instead of the number. */
    private Said named(Said said) {
        int user = Integer.parseInt(said.user());
        return new Said(
                said.protocol(),
                said.state(),
                said.local(),
                said.remote(),
                said.receiveQueue(),
                said.sendQueue(),
                user < 0 ? null : users.name(user),
                said.inode(),
                said.inet());
    }

    private static Said said(InetSocket socket, DeviceNames devices) {
        String device = socket.device() == 0 ? "" : "%" + devices.get(socket.device());
        return new Said(
                socket.protocol().text(),
                socket.state(),
                end(text(socket.local()), device, socket.localPort()),
                end(text(socket.remote()), "", socket.remotePort()),
                socket.receiveQueue(),
                socket.sendQueue(),
                String.valueOf(socket.user()),
                socket.inode(),
                Optional.of(socket));
    }

    private static Said said(UnixSocket socket) {
        return new Said(
                "unix",
                socket.state(),
                socket.name().isEmpty() ? "* " + socket.inode() : socket.name(),
                socket.peer() == 0 ? "*" : "* " + socket.peer(),
                socket.receiveQueue(),
                socket.sendQueue(),
                String.valueOf(socket.user()),
                socket.inode(),
                Optional.empty());
    }

    private static Said said(OtherSocket socket, DeviceNames devices) {
        String device = !socket.family().equals("packet")
                ? ""
                : ":" + (socket.device() == 0 ? "*" : devices.get(socket.device()));
        return new Said(
                socket.family(),
                socket.state(),
                socket.local() + device,
                socket.remote(),
                socket.receiveQueue(),
                socket.sendQueue(),
                String.valueOf(socket.user()),
                socket.inode(),
                Optional.empty());
    }

    /** The text of an address; an IPv4 end of an IPv6 socket is in the mixed form of RFC 5952, section 5. */
    private static String text(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean mapped = bytes.length == 16 && Arrays.equals(bytes, 0, MAPPED.length, MAPPED, 0, MAPPED.length);
        return mapped
                ? "::ffff:" + Ip.text(Ip.of(Arrays.copyOfRange(bytes, MAPPED.length, bytes.length)))
                : Ip.text(address);
    }

    private static String end(String address, String device, int port) {
        String host = address.contains(":") ? "[" + address + "]" : address;
        return host + device + ":" + (port == 0 ? "*" : port);
    }
}
