package nsx.dsl.verb.traffic;

import java.util.List;
import nsx.dsl.session.Verb;

/** The words that send packets or wait for them. */
public final class TrafficWords {
    public static final List<Verb> ALL = List.of(
            new ArpingVerb(),
            new ConnectVerb(),
            new ListenVerb(),
            new PingVerb(),
            new PingallVerb(),
            new ResolveVerb(),
            new ThroughputVerb(),
            new TraceVerb());

    private TrafficWords() {}
}
