package nsx.dsl.verb;

import nsx.dsl.Call;
import nsx.dsl.Entry;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.value.NsidValue;

/** {@code nsids()}: the numbers that this network namespace has for others. */
public final class NsidsVerb extends Verb {
    public NsidsVerb() {
        super(Entry.listing("nsids", "the numbers that this network namespace has for others", Theme.NETWORK)
                .example("all", "nsids()")
                .peer("ip netns list-id")
                .related("nsid", "netns"));
    }

    @Override
    public Object run(Call call) {
        return NsidValue.all(call.session(), call.context());
    }
}
