package nsx.dsl.verb.network;

import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.NexthopValue;
import nsx.dsl.word.Theme;

/** {@code nexthops()}: the next-hop objects of the current network namespace. */
public final class NexthopsVerb extends Verb {
    public NexthopsVerb() {
        super(Entry.listing("nexthops", "the next-hop objects of this network namespace", Theme.NETWORK)
                .rows(NexthopValue.class, NexthopValue.FACTS)
                .example("all", "nexthops()")
                .peer("ip nexthop")
                .related("nexthop", "routes"));
    }

    @Override
    public Object run(Call call) {
        return NexthopValue.all(call.here());
    }
}
