package nsx.dsl.scope;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import nsx.dsl.change.Operation;
import nsx.dsl.op.bridge.GlobalVlanOperations;
import nsx.dsl.op.bridge.TreeOperations;
import nsx.dsl.op.bridge.VlanOperations;
import nsx.dsl.op.bridge.VlanWish;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.netlink.Attributes;
import nsx.rtnl.BridgeVlan;
import nsx.rtnl.GlobalVlan;
import nsx.rtnl.Link;

/**
 * The operations for what a bridge keeps about its VLANs for all ports, and for the states of ports in trees of VLANs. The VLANs come
 * before, and the trees before the states.
 *
 * @param self what the block says of the bridge itself
 * @param usual the VLANs that a port gets when it is added
 */
record TreePlan(Here here, String bridge, Map<String, Object> self, Supplier<Collection<BridgeVlan>> usual) {
    private List<GlobalVlan> now() {
        return Devices.find(here, bridge)
                .map(link -> GlobalVlanOperations.of(here, link))
                .orElse(List.of());
    }

    List<Operation> globals() {
        Map<Integer, Attributes> wanted = GlobalVlanWish.read(self);
        return wanted.isEmpty() ? List.of() : new GlobalVlanOperations(here, bridge).ensure(now(), wanted);
    }

    /** @param given what the block says of the port */
    List<Operation> port(String port, Map<String, Object> given) {
        if (!given.containsKey(TreeOperations.PARAMETER.name())) {
            return List.of();
        }
        Map<Integer, Long> wanted = TreeOperations.numbers(
                TreeOperations.PARAMETER.read("port", given.get(TreeOperations.PARAMETER.name())));
        Link link = Devices.get(here, port);
        boolean in = Devices.find(here, bridge)
                .filter(master -> link.master().stream().anyMatch(index -> index == master.index()))
                .isPresent();
        Collection<BridgeVlan> has = in ? VlanOperations.of(here, link) : List.of();
        Optional<Collection<BridgeVlan>> vlans = VlanWish.take("port", new LinkedHashMap<>(given));
        Map<Integer, Integer> trees = GlobalVlanOperations.trees(now());
        Map<Integer, Integer> planned = new HashMap<>(trees);
        GlobalVlanWish.read(self).forEach((id, options) -> {
            if (options.has(GlobalVlanOperations.TREE)) {
                planned.put(id, GlobalVlanOperations.tree(options));
            }
        });
        return new TreeOperations(here, link.name())
                .ensure(
                        TreeOperations.states(has, trees),
                        wanted,
                        TreeOperations.states(vlans.orElseGet(() -> in ? has : usual.get()), planned)
                                .keySet());
    }
}
