package nsx.dsl.verb.network;

import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.namespace.NsidValue;
import nsx.dsl.word.Theme;

/** {@code nsids()}: the ids that this network namespace has for others. */
public final class NsidsVerb extends Verb {
    public NsidsVerb() {
        super(Entry.listing("nsids", "the ids that this network namespace has for others", Theme.NETWORK)
                .rows(NsidValue.class)
                .example("all", "nsids()")
                .peer("ip netns list-id")
                .related("nsid", "netns"));
    }

    @Override
    public Object run(Call call) {
        return NsidValue.all(call.here());
    }
}
