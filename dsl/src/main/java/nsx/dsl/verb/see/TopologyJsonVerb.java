package nsx.dsl.verb.see;

import nsx.dsl.topology.TopologyJson;
import nsx.topology.Topology;

/** {@code topology.json}: writes everything as one document. */
public final class TopologyJsonVerb extends TopologyText {
    public TopologyJsonVerb() {
        super(
                "json",
                "all network namespaces with their devices as one JSON document",
                "a document",
                "netns 'a'\nveth 'a:eth0', 'port1'\ntopology.json()");
    }

    @Override
    String text(Topology topology) {
        return TopologyJson.of(topology);
    }
}
