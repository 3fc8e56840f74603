package nsx.dsl.verb;

import nsx.dsl.Call;
import nsx.dsl.Entry;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.value.QdiscValue;

/** {@code qdiscs()}: the queueing disciplines of the devices of the current network namespace. */
public final class QdiscsVerb extends Verb {
    public QdiscsVerb() {
        super(Entry.listing("qdiscs", "how the devices of this network namespace send", Theme.NETWORK)
                .example("all", "qdiscs()")
                .peer("tc qdisc")
                .related("qdisc", "links"));
    }

    @Override
    public Object run(Call call) {
        return QdiscValue.all(call.session(), call.context());
    }
}
