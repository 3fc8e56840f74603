package nsx.leftover;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.netlink.Connection;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.nft.ProbeTable;
import nsx.nft.TableName;
import nsx.ns.NamedNamespaces;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.ns.NsThread;
import nsx.sys.NetlinkSocket;
import nsx.sys.SysException;
import nsx.trace.ProbeOwner;
import nsx.trace.Tracefs;

/**
 * Finds the remains of killed probes: instances of kernel tracing, and, before Linux 5.12, tables of nftables in the
 * named network namespaces and in that of the calling thread. Later kernels remove the tables themselves.
 */
final class LeftProbes {
    private LeftProbes() {}

    static List<Leftover> all() {
        List<Leftover> all = new ArrayList<>(instances());
        all.addAll(tables("", List.of()));
        namespaces().forEach((name, namespace) -> all.addAll(tables(name, List.of(namespace))));
        return all;
    }

    private static List<Leftover> instances() {
        try (Tracefs tracefs = Tracefs.open()) {
            return tracefs.instances().stream()
                    .filter(name ->
                            ProbeOwner.of(name).filter(ProbeOwner::isNear).isPresent())
                    .filter(tracefs::isAbandoned)
                    .map(LeftProbes::instance)
                    .toList();
        } catch (SysException e) {
            // a user who may not trace has left no instance
            return List.of();
        }
    }

    private static Leftover instance(String name) {
        String path = "/sys/kernel/tracing/instances/" + name;
        return new Leftover("tracing instance", name, path, "no nsx holds it", "rmdir " + path, () -> {
            try (Tracefs tracefs = Tracefs.open()) {
                tracefs.removeAbandoned(name);
            }
        });
    }

    private static Map<String, Namespace> namespaces() {
        NamedNamespaces names = new NamedNamespaces(NamespaceKind.NET);
        Map<String, Namespace> all = new LinkedHashMap<>();
        for (String name : names.names()) {
            try {
                names.find(name).ifPresent(namespace -> all.put(name, namespace));
            } catch (NamespaceException | SysException e) {
                // nothing is mounted on the name
                continue;
            }
        }
        return all;
    }

    /** @param where the namespaces to search; empty for the namespace of the calling thread */
    private static List<Leftover> tables(String name, List<Namespace> where) {
        try {
            return NsThread.enter(where, LeftProbes::tables).stream()
                    .map(table -> table(name, where, table))
                    .toList();
        } catch (NetlinkException | NamespaceException | SysException e) {
            // without permission no table was created there either
            return List.of();
        }
    }

    private static List<TableName> tables() {
        try (Connection connection = new Connection(NetlinkSocket.open(Request.NETFILTER))) {
            return ProbeTable.left(connection).stream()
                    .filter(t -> isGone(t.name()))
                    .toList();
        }
    }

    private static boolean isGone(String table) {
        Optional<ProbeOwner> owner = ProbeOwner.of(table);
        return owner.isPresent() && owner.get().isGone();
    }

    private static Leftover table(String name, List<Namespace> where, TableName table) {
        String command = (name.isEmpty() ? "" : "ip netns exec " + name + " ") + table.deleteCommand();
        return new Leftover(
                "nftables table",
                table.name(),
                name.isEmpty() ? "this network namespace" : name,
                "the nsx that made it is gone",
                command,
                () -> NsThread.enter(where, () -> {
                    try (Connection connection = new Connection(NetlinkSocket.open(Request.NETFILTER))) {
                        return connection.pipeline(table.delete());
                    }
                }));
    }
}
