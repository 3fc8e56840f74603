package nsx.dsl.verb.time;

import java.util.List;
import nsx.dsl.session.Verb;

/** The words for clocks. */
public final class TimeWords {
    public static final List<Verb> ALL = List.of(new ClockVerb(), new TimeVerb(), new UptimeVerb());

    private TimeWords() {}
}
