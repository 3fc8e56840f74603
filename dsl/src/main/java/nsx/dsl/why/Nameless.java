package nsx.dsl.why;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import nsx.discover.Discovery;
import nsx.discover.NamespaceGraph;
import nsx.discover.NamespaceNode;
import nsx.dsl.session.Session;
import nsx.dsl.value.link.Peers;
import nsx.netlink.NetlinkException;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceId;
import nsx.ns.NamespaceKind;
import nsx.sys.SysException;

/** Network namespaces without a name, found through what keeps them alive, when the walk comes to one. */
final class Nameless implements AutoCloseable {
    private final Session session;
    private final Map<NamespaceId, Namespace> ways = new HashMap<>();
    private NamespaceGraph graph;

    Nameless(Session session) {
        this.session = session;
    }

    /** A namespace that was found, and a way into it. */
    record Found(NamespaceNode node, Context context) {
        /** {@code net:[4026532384]}. */
        String name() {
            return context.net().toString();
        }

        /** The process in it; without one, what keeps it alive. */
        String who() {
            return node.leader()
                    .map(l -> "process " + l.pid() + " (" + l.command() + ")")
                    .orElseGet(() -> String.join(", ", node.keptBy()));
        }
    }

    /**
     * The namespace for which another one has this number, among those without a known name; empty when it cannot be reached.
     */
    Optional<Found> numbered(Context here, int nsid, Set<NamespaceId> known) {
        Peers peers = Peers.of(session.here(here));
        for (NamespaceNode node : graph().nodes()) {
            if (known.contains(node.id())) {
                continue;
            }
            Optional<Namespace> way = way(node);
            if (way.filter(ns -> number(peers, ns).orElse(-1) == nsid).isPresent()) {
                return Optional.of(new Found(node, session.context().with(way.get())));
            }
        }
        return Optional.empty();
    }

    private static OptionalInt number(Peers peers, Namespace namespace) {
        try {
            return peers.number(namespace);
        } catch (NamespaceException | SysException | NetlinkException e) {
            // it ended since it was listed
            return OptionalInt.empty();
        }
    }

    /** Finds a namespace by its identity. */
    Optional<Found> find(Namespace namespace) {
        return graph().find(namespace.id())
                .map(node -> new Found(node, session.context().with(namespace)));
    }

    private NamespaceGraph graph() {
        if (graph == null) {
            graph = session.kernel().call(session.context(), () -> Discovery.of(EnumSet.of(NamespaceKind.NET)));
        }
        return graph;
    }

    private Optional<Namespace> way(NamespaceNode node) {
        if (!ways.containsKey(node.id())) {
            session.kernel()
                    .call(session.context(), () -> Discovery.reach(graph(), node))
                    .ifPresent(way -> ways.put(node.id(), way));
        }
        return Optional.ofNullable(ways.get(node.id()));
    }

    @Override
    public void close() {
        ways.values().forEach(Namespace::close);
    }
}
