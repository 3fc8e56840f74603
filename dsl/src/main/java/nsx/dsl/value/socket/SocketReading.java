package nsx.dsl.value.socket;

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
import nsx.diag.SocketProtocol;
import nsx.diag.UnixSocket;
import nsx.discover.Discovery;
import nsx.discover.NamespaceGraph;
import nsx.discover.NamespaceNode;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Here;
import nsx.netlink.Connection;
import nsx.netlink.Ip;
import nsx.netlink.Message;
import nsx.netlink.Request;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.sys.NetlinkSocket;
import nsx.sys.SysException;

/**
 * Reads the sockets of one network namespace, or of all that can be found. Their processes are read when they are asked
 * for, after the sockets: a socket opened in between has no row.
 */
public final class SocketReading {
    private static final List<Integer> FAMILIES = List.of(Ip.AF_INET, Ip.AF_INET6);

    private final Here here;
    private final List<String> protocols;
    private final SocketPeople people;

    /** @param protocols a selection of tcp, udp, raw, unix, packet, netlink and vsock */
    public SocketReading(Here here, List<String> protocols) {
        this.here = here;
        this.protocols = protocols;
        this.people = new SocketPeople(here);
    }

    /** The sockets of the context's network namespace, by protocol and local port. */
    public List<SocketValue> here() {
        Connection diag = here.kernel().netlink(here.context(), Request.SOCK_DIAG);
        return found(here, null, diag, false);
    }

    /**
     * The sockets of every network namespace of the machine. Namespaces that may not be entered are left out, and a
     * notice names them.
     */
    public List<SocketValue> everywhere() {
        NamespaceGraph graph = here.kernel().call(here.context(), () -> Discovery.of(EnumSet.of(NamespaceKind.NET)));
        List<SocketValue> all = new ArrayList<>();
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
        return all;
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
    private List<SocketValue> there(Here there, String name) {
        return there.kernel().call(there.context(), () -> {
            try (Connection diag = new Connection(NetlinkSocket.open(Request.SOCK_DIAG))) {
                return found(there, name, diag, true);
            }
        });
    }

    /**
     * The sockets of a namespace.
     *
     * @param name null without one
     * @param measured whether what TCP measures is read at once
     */
    private List<SocketValue> found(Here there, String name, Connection diag, boolean measured) {
        List<InetSocket> inet = Arrays.stream(SocketProtocol.values())
                .filter(p -> protocols.contains(p.text()))
                .flatMap(p -> FAMILIES.stream()
                        .flatMap(f -> inet(diag, f, p, measured))
                        .sorted(Comparator.comparingInt(InetSocket::localPort)))
                .toList();
        List<OtherSocket> others = new ArrayList<>();
        others.addAll(list(diag, "packet", SocketDiag::dumpPacket, OtherSocket::packet));
        others.addAll(list(diag, "netlink", SocketDiag::dumpNetlink, OtherSocket::netlink));
        others.addAll(list(diag, "vsock", SocketDiag::dumpVsock, OtherSocket::vsock));
        boolean bound =
                inet.stream().anyMatch(s -> s.device() != 0) || others.stream().anyMatch(s -> s.device() != 0);
        DeviceNames devices = bound ? DeviceNames.of(there) : DeviceNames.none();
        List<SocketFacts> all = new ArrayList<>();
        inet.forEach(s -> all.add(new SocketFacts.Inet(s, devices)));
        list(diag, "unix", SocketDiag::dumpUnix, UnixSocket::decode).forEach(s -> all.add(SocketFacts.Other.of(s)));
        others.forEach(s -> all.add(SocketFacts.Other.of(s, devices)));
        SocketMeasures measures = new SocketMeasures(there);
        return all.stream()
                .map(f -> new SocketValue(there, name, f, people, measures))
                .toList();
    }

    private static Stream<InetSocket> inet(Connection diag, int family, SocketProtocol protocol, boolean measured) {
        return diag
                .dump(SocketDiag.dump(family, protocol, measured))
                .decode(m -> InetSocket.decode(protocol, m))
                .stream();
    }

    private <T> List<T> list(Connection diag, String protocol, Supplier<Request> dump, Function<Message, T> decode) {
        return protocols.contains(protocol) ? diag.dump(dump.get()).decode(decode) : List.of();
    }
}
