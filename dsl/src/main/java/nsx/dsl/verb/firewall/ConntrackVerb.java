package nsx.dsl.verb.firewall;

import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.firewall.TrackedRow;
import nsx.dsl.word.Theme;

/** {@code conntrack(from: '10.0.0.11')}: the connections that the kernel tracks in the current network namespace. */
public final class ConntrackVerb extends Verb {
    public ConntrackVerb() {
        super(Entry.listing(
                        "conntrack",
                        "the connections that the kernel tracks in this network namespace, both directions of each",
                        Theme.NETWORK)
                .rows(TrackedRow.class, TrackedRow.COLUMNS)
                .example("all", "conntrack()")
                .example("those of one host to a port", "conntrack(from: '10.0.0.11', port: 443)")
                .example("who fills the table", "conntrack().countBy { it.from }.sort { -it.value }")
                .peer("conntrack -L")
                .related("conntrack.count", "nat.rules", "sockets", "delete"));
    }

    @Override
    public Object run(Call call) {
        return TrackedRow.all(call.here());
    }
}
