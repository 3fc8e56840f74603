package nsx.dsl.op.firewall;

import java.util.List;
import java.util.Optional;
import nsx.conntrack.Conntrack;
import nsx.conntrack.TrackedConnection;
import nsx.conntrack.Tuple;
import nsx.dsl.change.Operation;
import nsx.dsl.error.Failure;
import nsx.dsl.session.Here;
import nsx.netlink.Ip;
import nsx.netlink.IpProtocol;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.ns.NamespaceKind;
import nsx.sys.Files;
import nsx.sys.SysException;

/** Reads the tracked connections of a network namespace, and deletes one. */
public record ConntrackOperations(Here here) {
    private static final String DIRECTORY = "/proc/sys/net/netfilter/";

    /**
     * The connections of both families. If nothing is tracked, no request is sent, because it would load the modules.
     */
    public List<TrackedConnection> all() {
        if (number("nf_conntrack_count").orElse(0L) == 0) {
            return List.of();
        }
        try {
            return here.kernel()
                    .netlink(here.context(), Request.NETFILTER)
                    .dump(Conntrack.dump())
                    .decode(TrackedConnection::decode);
        } catch (NetlinkException e) {
            throw Failure.explain("cannot list tracked connections", e);
        }
    }

    /** A number about the kernel's table of the namespace; empty if the kernel tracks nothing. */
    public Optional<Long> number(String name) {
        String file = DIRECTORY + name;
        return here.kernel().hasParameter(here.context(), file)
                ? here.kernel().look(here.context(), NamespaceKind.NET, file, () -> read(file))
                : Optional.empty();
    }

    private static Optional<Long> read(String file) {
        try {
            return Optional.of(Long.valueOf(Files.readText(file, Files.SMALL).strip()));
        } catch (SysException e) {
            return Optional.empty();
        }
    }

    /** The operation that deletes a tracked connection, which cannot be undone. */
    public Operation forget(TrackedConnection connection) {
        return Operation.irreversible(
                here.context(),
                new Operation.Netlink(() -> Conntrack.delete(connection)),
                command(connection),
                "forget the connection " + text(connection.original()));
    }

    private static String command(TrackedConnection connection) {
        Tuple first = connection.original();
        boolean six = first.source().getAddress().length == 16;
        String ports = first.port() == 0 ? "" : " --sport " + first.sourcePort() + " --dport " + first.port();
        String zone = connection.zone() == 0 ? "" : " --zone " + connection.zone();
        return "conntrack -D" + (six ? " -f ipv6" : "") + " -p " + IpProtocol.name(first.protocol()) + " -s "
                + Ip.text(first.source()) + " -d " + Ip.text(first.destination()) + ports + zone;
    }

    private static String text(Tuple tuple) {
        String ports = tuple.port() == 0 ? "" : " port " + tuple.port();
        return IpProtocol.name(tuple.protocol()) + " from " + Ip.text(tuple.source()) + " to "
                + Ip.text(tuple.destination()) + ports;
    }
}
