package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Verb;

/** The words of clocks. */
public final class TimeWords {
    public static final List<Verb> ALL = List.of(
            new ClockVerb(),
            new TimeVerb(),
            new UptimeVerb());

    private TimeWords() {}
}
