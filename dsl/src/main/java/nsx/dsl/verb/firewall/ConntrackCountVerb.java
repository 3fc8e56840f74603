package nsx.dsl.verb.firewall;

import nsx.dsl.op.firewall.ConntrackOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Here;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.value.firewall.ConntrackCount;
import nsx.dsl.word.Theme;

/** {@code conntrack.count}: the number of tracked connections and its limit. */
public final class ConntrackCountVerb extends Verb {
    public ConntrackCountVerb() {
        super(Entry.of(
                        "conntrack.count",
                        "how many connections are tracked in this network namespace, and how many may be",
                        Theme.NETWORK)
                .example("look", "conntrack.count()")
                .peer("conntrack -C")
                .related("conntrack")
                .asks()
                .answers(ConntrackCount.class)
                .standsFor(ConntrackCount.class));
    }

    @Override
    public Object run(Call call) {
        return of(call.here());
    }

    @Override
    public Object bare(Session session) {
        return of(session.here());
    }

    private static ConntrackCount of(Here here) {
        ConntrackOperations operations = new ConntrackOperations(here);
        return new ConntrackCount(
                operations.number("nf_conntrack_count").orElse(0L),
                operations.number("nf_conntrack_max").orElse(0L));
    }
}
