package nsx.shadow;

import java.util.ArrayList;
import java.util.List;
import nsx.netlink.MessageType;
import nsx.netlink.Request;
import nsx.rtnl.BridgeVlan;

/** The VLANs of bridge ports as a plan leaves them, one message per port. */
final class ShadowVlans {
    private final ShadowTable table;

    ShadowVlans(ShadowTable table) {
        this.table = table;
    }

    void change(Request request) {
        List<BridgeVlan> asked = BridgeVlan.decode(request.body());
        int index = request.body().header().integer("ifindex");
        List<BridgeVlan> all = new ArrayList<>();
        table.at(ShadowKeys.device(index)).map(BridgeVlan::decode).forEach(all::addAll);
        all.removeIf(vlan -> asked.stream().anyMatch(a -> a.id() == vlan.id()));
        if (request.type().verb() != MessageType.Verb.DELETE) {
            boolean pvid = asked.stream().anyMatch(BridgeVlan::pvid);
            all.replaceAll(vlan -> pvid ? new BridgeVlan(index, vlan.id(), false, vlan.untagged()) : vlan);
            all.addAll(asked);
        }
        table.remove(ShadowKeys.device(index));
        if (!all.isEmpty()) {
            table.add(BridgeVlan.message(index, all));
        }
    }
}
