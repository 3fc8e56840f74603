package nsx.shadow;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import nsx.netlink.MessageType;
import nsx.netlink.Request;
import nsx.rtnl.BridgeVlan;
import nsx.rtnl.VlanOption;

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
        if (BridgeVlan.isSetting(request.body())) {
            asked.forEach(a -> all.replaceAll(vlan -> vlan.id() == a.id() ? with(vlan, a) : vlan));
        } else {
            List<BridgeVlan> before = List.copyOf(all);
            all.removeIf(vlan -> asked.stream().anyMatch(a -> a.id() == vlan.id()));
            if (request.type().verb() != MessageType.Verb.DELETE) {
                add(all, asked, before);
            }
        }
        table.remove(ShadowKeys.device(index));
        if (!all.isEmpty()) {
            table.add(BridgeVlan.message(index, all));
        }
    }

    /** Adds VLANs with the options that they have already; a new PVID takes the place of another. */
    private static void add(List<BridgeVlan> all, List<BridgeVlan> asked, List<BridgeVlan> before) {
        if (asked.stream().anyMatch(BridgeVlan::pvid)) {
            all.replaceAll(vlan -> new BridgeVlan(vlan.index(), vlan.id(), false, vlan.untagged(), vlan.options()));
        }
        for (BridgeVlan vlan : asked) {
            all.add(before.stream()
                    .filter(was -> was.id() == vlan.id())
                    .findFirst()
                    .map(was -> vlan.with(was.options()))
                    .orElse(vlan));
        }
    }

    private static BridgeVlan with(BridgeVlan vlan, BridgeVlan asked) {
        Map<VlanOption, Long> options = new EnumMap<>(VlanOption.class);
        options.putAll(vlan.options());
        options.putAll(asked.options());
        options.entrySet()
                .removeIf(option -> option.getValue() == option.getKey().usual());
        return vlan.with(options);
    }
}
