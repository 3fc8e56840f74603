package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Example;
import nsx.dsl.topology.Dot;
import nsx.dsl.topology.Sketch;
import nsx.topology.Topology;

/** {@code topology.dot}: a graph for dot(1). */
public final class TopologyDotVerb extends TopologyText {
    public TopologyDotVerb() {
        super("dot");
    }

    @Override
    public String summary() {
        return "all network namespaces as a graph for Graphviz";
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("a graph", "netns 'a'\nveth 'a:eth0', 'port1'\ntopology.dot()"));
    }

    @Override
    String text(Topology topology) {
        return Dot.of(Sketch.whole(topology));
    }
}
