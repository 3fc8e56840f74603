package nsx.dsl.verb.see;

import nsx.dsl.topology.Mermaid;
import nsx.dsl.topology.Sketch;
import nsx.topology.Topology;

/** {@code topology.mermaid}: writes a flowchart for a Markdown page. */
public final class TopologyMermaidVerb extends TopologyText {
    public TopologyMermaidVerb() {
        super(
                "mermaid",
                "all network namespaces as a flowchart of Mermaid",
                "a flowchart",
                "netns 'a'\nveth 'a:eth0', 'port1'\ntopology.mermaid()");
    }

    @Override
    String text(Topology topology) {
        return Mermaid.of(Sketch.whole(topology));
    }
}
