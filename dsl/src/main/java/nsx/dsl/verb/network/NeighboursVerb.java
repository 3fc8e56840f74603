package nsx.dsl.verb.network;

import java.util.List;
import nsx.dsl.op.address.NeighbourOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.NeighbourValue;
import nsx.dsl.word.Theme;

/** {@code neighbours()}: the ARP and neighbour discovery tables of the current network namespace. */
public final class NeighboursVerb extends Verb {

    public NeighboursVerb() {
        super(Entry.listing(
                        "neighbours", "the MAC address of each IP address that the devices here know", Theme.NETWORK)
                .rows(NeighbourValue.class, NeighbourValue.FACTS)
                .takes(() -> List.of(OfDevice.DEV, NeighbourOperations.PROXY))
                .example("all", "neighbours()")
                .peer("ip neighbour")
                .aliases("neighbors")
                .related("neighbour", "fdb"));
    }

    @Override
    public Object run(Call call) {
        return OfDevice.list(call, call.is(NeighbourOperations.PROXY) ? NeighbourValue::proxies : NeighbourValue::all);
    }
}
