package nsx.dsl.verb.network;

import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.ClassValue;
import nsx.dsl.word.Theme;

/** {@code qdisc.classes()}: the classes of the qdiscs of the current network namespace. */
public final class QdiscClassesVerb extends Verb {
    public QdiscClassesVerb() {
        super(Entry.listing("qdisc.classes", "the classes of this network namespace's qdiscs", Theme.NETWORK)
                .takes(OfDevice.DEV)
                .rows(ClassValue.class, ClassValue.FACTS)
                .example("all", "qdisc.classes()")
                .peer("tc class show dev DEVICE")
                .related("qdisc.class", "qdisc.filters", "qdiscs"));
    }

    @Override
    public Object run(Call call) {
        return OfDevice.list(call, ClassValue::all);
    }
}
