package nsx.shadow;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import nsx.netlink.Attributes;
import nsx.netlink.MessageAttribute;
import nsx.netlink.MessageType;
import nsx.netlink.Request;
import nsx.rtnl.BridgeVlan;
import nsx.rtnl.GlobalVlan;
import nsx.rtnl.TreeState;
import nsx.rtnl.VlanOption;
import nsx.rtnl.kind.VlanGlobals;

/** The VLANs of bridge ports as a plan leaves them, one message per port, and one per bridge for what it keeps for all ports. */
final class ShadowVlans {
    private static final String TREE = "BRIDGE_VLANDB_GOPTS_MSTI";
    private static final long DISABLED = 0;

    private final ShadowTable table;
    private final ShadowLinks links;

    ShadowVlans(ShadowNetwork network) {
        this.table = network.table(Messages.BRIDGE_VLAN);
        this.links = network.links();
    }

    void change(Request request) {
        int index = request.body().header().integer("ifindex");
        if (GlobalVlan.isIn(request.body())) {
            set(index, GlobalVlan.decode(request.body()));
            return;
        }
        List<BridgeVlan> asked = BridgeVlan.decode(request.body());
        List<BridgeVlan> all = vlans(index);
        if (BridgeVlan.isSetting(request.body())) {
            asked.forEach(a -> all.replaceAll(vlan -> vlan.id() == a.id() ? with(vlan, a.options()) : vlan));
        } else {
            List<BridgeVlan> before = List.copyOf(all);
            all.removeIf(vlan -> asked.stream().anyMatch(a -> a.id() == vlan.id()));
            if (request.type().verb() != MessageType.Verb.DELETE) {
                add(all, asked, before);
            }
        }
        write(index, all, globals(index));
    }

    /** Sets the state of a port in a tree: that of its VLANs in it. */
    void change(TreeState asked) {
        links.get(asked.port()).stream()
                .flatMapToInt(port -> port.findInteger("IFLA_MASTER").stream())
                .forEach(bridge -> {
                    Map<Integer, GlobalVlan> globals = globals(bridge);
                    replace(
                            asked.port(),
                            vlan -> tree(globals, vlan.id()) == asked.tree()
                                    ? with(vlan, Map.of(VlanOption.STATE, asked.state()))
                                    : vlan);
                });
    }

    private void set(int bridge, List<GlobalVlan> asked) {
        Map<Integer, GlobalVlan> all = globals(bridge);
        for (GlobalVlan one : asked) {
            long before = tree(all, one.id());
            Attributes options = all.containsKey(one.id()) ? all.get(one.id()).options() : VlanGlobals.USUAL;
            for (MessageAttribute said : one.options()) {
                options = options.set(said.attribute().kernelName(), said.value());
            }
            all.put(one.id(), new GlobalVlan(bridge, one.id(), options));
            if (tree(all, one.id()) != before) {
                links.portsOf(bridge).forEach(port -> move(port.header().integer("ifi_index"), one.id(), all));
            }
        }
        write(bridge, vlans(bridge), all);
    }

    /** A VLAN that comes to a tree has the state of the others in it; the first is disabled (br_mst_vlan_sync_state). */
    private void move(int port, int id, Map<Integer, GlobalVlan> globals) {
        long tree = tree(globals, id);
        long state = vlans(port).stream()
                .filter(vlan -> vlan.id() != id && tree(globals, vlan.id()) == tree)
                .findFirst()
                .map(vlan -> vlan.option(VlanOption.STATE))
                .orElse(DISABLED);
        replace(port, vlan -> vlan.id() == id ? with(vlan, Map.of(VlanOption.STATE, state)) : vlan);
    }

    private static long tree(Map<Integer, GlobalVlan> globals, int id) {
        return globals.containsKey(id) ? globals.get(id).options().number(TREE, 0) : 0;
    }

    private List<BridgeVlan> vlans(int index) {
        List<BridgeVlan> all = new ArrayList<>();
        table.at(ShadowKeys.device(index)).map(BridgeVlan::decode).forEach(all::addAll);
        return all;
    }

    private Map<Integer, GlobalVlan> globals(int index) {
        Map<Integer, GlobalVlan> all = new TreeMap<>();
        table.at(ShadowKeys.device(index))
                .flatMap(row -> GlobalVlan.decode(row).stream())
                .forEach(vlan -> all.put(vlan.id(), vlan));
        return all;
    }

    private void replace(int index, UnaryOperator<BridgeVlan> change) {
        List<BridgeVlan> all = vlans(index);
        all.replaceAll(change);
        write(index, all, globals(index));
    }

    private void write(int index, List<BridgeVlan> vlans, Map<Integer, GlobalVlan> globals) {
        table.remove(ShadowKeys.device(index));
        if (!vlans.isEmpty()) {
            table.add(BridgeVlan.message(index, vlans));
        }
        if (!globals.isEmpty()) {
            table.add(GlobalVlan.message(index, List.copyOf(globals.values())));
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

    private static BridgeVlan with(BridgeVlan vlan, Map<VlanOption, Long> asked) {
        Map<VlanOption, Long> options = new EnumMap<>(VlanOption.class);
        options.putAll(vlan.options());
        options.putAll(asked);
        options.entrySet()
                .removeIf(option -> option.getValue() == option.getKey().usual());
        return vlan.with(options);
    }
}
