package nsx.dsl.verb.host;

import java.util.List;
import nsx.dsl.session.Verb;

/** The words of other hosts. */
public final class HostWords {
    public static final List<Verb> ALL = List.of(new HostsVerb(), new OnVerb());

    private HostWords() {}
}
