package nsx.dsl.why.across;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.session.Session;
import nsx.dsl.topology.TopologyJson;
import nsx.dsl.why.LiveWorld;
import nsx.dsl.why.NetState;
import nsx.dsl.why.World.Place;
import nsx.netlink.Ip;
import nsx.topology.Survey;
import nsx.topology.Topology;

/** The topology of this host for another one, with the tunnels that may lead to other hosts. */
public final class HostTopology {
    /** By it {@code nsx --serve} is asked for one. */
    public static final String NAME = "topology";

    private final Session session;

    public HostTopology(Session session) {
        this.session = session;
    }

    /** The document of {@code topology.json}, and {@code tunnels}: a list for each, as {@link FarTopology} reads it. */
    public Map<String, Object> look() {
        Topology topology = session.kernel()
                .call(
                        session.context(),
                        () -> Survey.take(
                                session.host().net(), session.context().net()));
        Map<String, Object> all = new LinkedHashMap<>(TopologyJson.document(topology));
        all.put("tunnels", tunnels());
        return all;
    }

    private List<List<Object>> tunnels() {
        List<List<Object>> all = new ArrayList<>();
        try (LiveWorld world = new LiveWorld(session, session.context())) {
            for (NetState net : world.all()) {
                long inode = world.context(net).net().id().inode();
                net.links()
                        .forEach(link -> Tunnel.of(new Place(net, link))
                                .ifPresent(t -> all.add(List.of(
                                        inode,
                                        link.index(),
                                        t.id(),
                                        t.port(),
                                        Ip.text(t.local()),
                                        Ip.text(t.remote())))));
            }
        }
        return all;
    }

    @Override
    public String toString() {
        return "the topology of this host";
    }
}
