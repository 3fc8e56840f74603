package nsx.topology;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import nsx.discover.ContainerNetworks;
import nsx.discover.Discovery;
import nsx.discover.Holder;
import nsx.discover.NamespaceGraph;
import nsx.discover.NamespaceNode;
import nsx.ns.Concurrently;
import nsx.ns.Namespace;
import nsx.ns.NamespaceId;
import nsx.ns.NamespaceKind;
import nsx.sys.Files;

/** Reads every network namespace that can be found, several at a time. */
public final class Survey {
    /**
     * The number of concurrent visits. Each needs a thread, two sockets and a descriptor; the kernel's lock on links
     * allows hardly more progress.
     */
    private static final int TOGETHER = 4;

    private record Looked(NamespaceNode node, Namespace way, Reading reading) {}

    private final NamespaceId host;
    private final NamespaceGraph graph;
    private final Map<NamespaceId, Namespace> ways = new HashMap<>();

    private Survey(NamespaceId host, NamespaceGraph graph) {
        this.host = host;
        this.graph = graph;
    }

    /**
     * Reads the network namespaces that the calling thread's /proc and mount namespace show. Namespaces that end
     * meanwhile are left out.
     *
     * @param host the namespace that nsx was started in
     * @param current the namespace that the session is in
     * @throws CancellationException if the calling thread is interrupted
     */
    public static Topology take(Namespace host, Namespace current) {
        Survey survey = new Survey(host.id(), Discovery.of(EnumSet.of(NamespaceKind.NET)));
        Map<NamespaceNode, Reading> readings = survey.visitAll();
        try {
            return survey.assembled(readings, current.id());
        } finally {
            survey.ways.values().forEach(Namespace::close);
        }
    }

    private Topology assembled(Map<NamespaceNode, Reading> readings, NamespaceId current) {
        Map<NamespaceId, Reading> byId = new LinkedHashMap<>();
        readings.forEach((node, reading) -> byId.put(node.id(), reading));
        Peering peering = new Peering(
                byId,
                host,
                (id, others) -> ways.containsKey(id)
                        ? Visit.numbers(
                                ways.get(id), others.stream().map(ways::get).toList())
                        : Map.of());
        return new Assembly(readings, byId, peering, host, current, ContainerNetworks.of(graph.nodes()))
                .topology(graph.notes());
    }

    private Map<NamespaceNode, Reading> visitAll() {
        List<Callable<Optional<Looked>>> visits = new ArrayList<>();
        graph.nodes().forEach(node -> visits.add(() -> look(node)));
        Map<NamespaceNode, Reading> readings = new LinkedHashMap<>();
        Concurrently.run(TOGETHER, visits).stream().flatMap(Optional::stream).forEach(looked -> {
            readings.put(looked.node, looked.reading);
            Optional.ofNullable(looked.way).ifPresent(way -> ways.put(way.id(), way));
        });
        return readings;
    }

    private Optional<Looked> look(NamespaceNode node) {
        Optional<Namespace> way = Discovery.reach(graph, node);
        if (way.isEmpty()) {
            return isStillThere(node)
                    ? Optional.of(new Looked(node, null, Reading.refused("it cannot be reached from here")))
                    : Optional.empty();
        }
        return Visit.read(way.get()).map(reading -> new Looked(node, way.get(), reading));
    }

    /** Whether something still keeps the unreachable namespace alive. */
    private static boolean isStillThere(NamespaceNode node) {
        return node.holders().stream()
                .anyMatch(holder -> holder instanceof Holder.Unseen
                        || holder instanceof Holder.Mount mount && !mount.isHere()
                        || holder instanceof Holder.Process process && Files.exists("/proc/" + process.pid()));
    }
}
