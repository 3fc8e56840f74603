package nsx.dsl.verb.network;

import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.MulticastGroupValue;
import nsx.dsl.word.Theme;

/** {@code mdb()}: the multicast groups that bridges forward to their ports. */
public final class MdbVerb extends Verb {
    public MdbVerb() {
        super(Entry.listing("mdb", "the multicast groups that bridges forward to their ports", Theme.NETWORK)
                .takes(OfDevice.DEV)
                .rows(MulticastGroupValue.class, MulticastGroupValue.FACTS)
                .example("of all", "mdb()")
                .peer("bridge mdb")
                .related("bridge", "fdb", "vlans"));
    }

    @Override
    public Object run(Call call) {
        return OfDevice.list(call, MulticastGroupValue::all);
    }
}
