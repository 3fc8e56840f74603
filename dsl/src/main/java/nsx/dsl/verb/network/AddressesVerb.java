package nsx.dsl.verb.network;

import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.AddressValue;
import nsx.dsl.word.Theme;

/** {@code addresses(dev: 'veth1')}: the addresses of the current network namespace. */
public final class AddressesVerb extends Verb {
    public AddressesVerb() {
        super(Entry.listing("addresses", "the addresses of this network namespace", Theme.NETWORK)
                .rows(AddressValue.class)
                .takes(OfDevice.DEV)
                .example("all", "lo.up()\naddresses()")
                .example("of one device", "addresses(dev: 'lo')")
                .peer("ip address")
                .related("address", "links"));
    }

    @Override
    public Object run(Call call) {
        return OfDevice.list(call, AddressValue::all);
    }
}
