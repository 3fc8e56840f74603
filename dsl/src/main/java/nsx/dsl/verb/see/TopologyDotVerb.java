package nsx.dsl.verb.see;

import nsx.dsl.topology.Dot;
import nsx.dsl.topology.Sketch;
import nsx.topology.Topology;

/** {@code topology.dot}: writes a graph for dot(1). */
public final class TopologyDotVerb extends TopologyText {
    public TopologyDotVerb() {
        super(
                "dot",
                "all network namespaces as a graph for Graphviz",
                "a graph",
                "netns 'a'\nveth 'a:eth0', 'port1'\ntopology.dot()");
    }

    @Override
    String text(Topology topology) {
        return Dot.of(Sketch.whole(topology));
    }
}
