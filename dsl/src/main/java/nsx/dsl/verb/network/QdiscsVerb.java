package nsx.dsl.verb.network;

import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.QdiscValue;
import nsx.dsl.word.Theme;

/** {@code qdiscs()}: the queueing disciplines of the devices of the current network namespace. */
public final class QdiscsVerb extends Verb {
    public QdiscsVerb() {
        super(Entry.listing("qdiscs", "the queueing disciplines of this network namespace's devices", Theme.NETWORK)
                .takes(OfDevice.DEV)
                .rows(QdiscValue.class, QdiscValue.COLUMNS)
                .example("all", "qdiscs()")
                .peer("tc qdisc")
                .related("qdisc", "links"));
    }

    @Override
    public Object run(Call call) {
        return OfDevice.list(call, QdiscValue::all);
    }
}
