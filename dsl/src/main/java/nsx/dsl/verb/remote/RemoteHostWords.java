package nsx.dsl.verb.remote;

import java.util.List;
import nsx.dsl.session.Verb;

/** The words for other hosts. */
public final class RemoteHostWords {
    public static final List<Verb> ALL = List.of(new HostsVerb(), new OnVerb());

    private RemoteHostWords() {}
}
