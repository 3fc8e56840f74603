package nsx.dsl.verb;

import nsx.dsl.Call;
import nsx.dsl.Entry;
import nsx.dsl.Parameter;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.value.NeighbourValue;

/** {@code neighbours()}: the ARP and neighbour discovery tables of the current network namespace. */
public final class NeighboursVerb extends Verb {
    static final Parameter<Boolean> PROXY = Parameter.flag("proxy", "those that this host answers for");

    public NeighboursVerb() {
        super(Entry.listing("neighbours", "which MAC address has which IP address on the devices here", Theme.NETWORK)
                .takes(OfDevice.DEV, PROXY)
                .example("all", "neighbours()")
                .peer("ip neighbour")
                .aliases("neighbors")
                .related("neighbour", "fdb"));
    }

    @Override
    public Object run(Call call) {
        return OfDevice.list(call, call.is(PROXY) ? NeighbourValue::proxies : NeighbourValue::all);
    }
}
