package nsx.dsl.verb.network;

import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.BridgeVlanValue;
import nsx.dsl.word.Theme;

/** {@code vlans()}: the VLANs of bridges and their ports. */
public final class VlansVerb extends Verb {
    public VlansVerb() {
        super(Entry.listing("vlans", "the VLANs of bridges and their ports", Theme.NETWORK)
                .takes(OfDevice.DEV)
                .rows(BridgeVlanValue.class, BridgeVlanValue.FACTS)
                .example("of all", "vlans()", "bridge vlan")
                .peer("bridge vlan")
                .related("bridge", "vlans.global", "fdb", "mdb"));
    }

    @Override
    public Object run(Call call) {
        return OfDevice.list(call, BridgeVlanValue::all);
    }
}
