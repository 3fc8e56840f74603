package nsx.dsl.verb.network;

import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.GlobalVlanValue;
import nsx.dsl.word.Theme;

/** {@code vlans.global()}: what bridges keep about their VLANs for all ports. */
public final class VlansGlobalVerb extends Verb {
    public VlansGlobalVerb() {
        super(Entry.listing("vlans.global", "the options of VLANs for all ports of a bridge", Theme.NETWORK)
                .takes(OfDevice.DEV)
                .rows(GlobalVlanValue.class, GlobalVlanValue.COLUMNS)
                .example("of all", "vlans.global()", "bridge vlan global show")
                .peer("bridge vlan global show")
                .related("bridge", "vlans", "mdb"));
    }

    @Override
    public Object run(Call call) {
        return OfDevice.list(call, GlobalVlanValue::all);
    }
}
