package nsx.dsl.verb.see;

import java.util.List;
import nsx.dsl.session.Verb;

/** The words that show the state and its changes. */
public final class SeeWords {
    public static final List<Verb> ALL = List.of(
            new AwaitVerb(),
            new CaptureVerb(),
            new CountersVerb(),
            new DescriptorsVerb(),
            new DiffVerb(),
            new DoctorVerb(),
            new ExportVerb(),
            new MonitorVerb(),
            new NamespacesVerb(),
            new ProbeVerb(),
            new TopologyDotVerb(),
            new TopologyJsonVerb(),
            new TopologyMermaidVerb(),
            new TopologyPngVerb(),
            new TopologyServeVerb(),
            new TopologySvgVerb(),
            new TopologyVerb(),
            new WhyVerb(),
            new SocketsVerb(),
            new WatchVerb());

    private SeeWords() {}
}
