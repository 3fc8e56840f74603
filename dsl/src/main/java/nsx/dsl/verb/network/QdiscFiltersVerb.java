package nsx.dsl.verb.network;

import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.FilterValue;
import nsx.dsl.word.Theme;

/** {@code qdisc.filters()}: the filters of the qdiscs of the current network namespace. */
public final class QdiscFiltersVerb extends Verb {
    public QdiscFiltersVerb() {
        super(Entry.listing("qdisc.filters", "the filters of this network namespace's qdiscs", Theme.NETWORK)
                .takes(OfDevice.DEV)
                .rows(FilterValue.class, FilterValue.FACTS)
                .example("all", "qdisc.filters()")
                .peer("tc filter show dev DEVICE")
                .related("qdisc.filter", "qdisc.classes", "qdiscs"));
    }

    @Override
    public Object run(Call call) {
        return OfDevice.list(call, FilterValue::all);
    }
}
