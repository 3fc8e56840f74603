package nsx.dsl.verb.see;

import nsx.dsl.topology.Sketch;
import nsx.dsl.topology.Svg;
import nsx.topology.Topology;

/** {@code topology.svg}: writes a picture for a browser or a page. */
public final class TopologySvgVerb extends TopologyText {
    public TopologySvgVerb() {
        super(
                "svg",
                "a picture of all network namespaces as SVG",
                "a file for a browser",
                "netns 'a'\nveth 'a:eth0', 'port1'\ntopology.svg '/run/lab.svg'");
    }

    @Override
    String text(Topology topology) {
        return Svg.of(Sketch.folded(topology));
    }
}
