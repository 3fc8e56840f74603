package nsx.dsl.verb;

import nsx.dsl.Call;
import nsx.dsl.Entry;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.value.AddressValue;

/** {@code addresses(dev: 'veth1')}: the addresses of the current network namespace. */
public final class AddressesVerb extends Verb {
    public AddressesVerb() {
        super(Entry.listing("addresses", "the addresses of this network namespace", Theme.NETWORK)
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
