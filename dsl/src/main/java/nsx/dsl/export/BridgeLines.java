package nsx.dsl.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.op.bridge.GlobalVlanOperations;
import nsx.dsl.op.bridge.TreeOperations;
import nsx.dsl.op.bridge.VlanOperations;
import nsx.dsl.op.bridge.VlanWish;
import nsx.dsl.unit.Literal;
import nsx.netlink.Attributes;
import nsx.rtnl.BridgeVlan;
import nsx.rtnl.GlobalVlan;
import nsx.rtnl.Link;
import nsx.rtnl.kind.VlanGlobals;

/** What a bridge keeps about VLANs: those of its ports, its own, their options for all ports, and the states of trees. */
record BridgeLines(Network network, Link bridge) {
    /** The options of a port for its VLANs and trees; none if they are those of every new port. */
    Map<String, Object> port(Link port) {
        if (!bridge.isSwitch()) {
            return Map.of();
        }
        List<BridgeVlan> has = network.vlans(port);
        boolean trees = TreeOperations.on(bridge);
        Map<String, Object> options =
                new LinkedHashMap<>(vlans(port.name(), trees ? TreeOperations.withoutStates(has) : has));
        Map<Integer, Long> states = TreeOperations.states(bridge, has, network.globals(bridge));
        if (!states.isEmpty()) {
            options.put(TreeOperations.PARAMETER.name(), TreeOperations.shown(states));
        }
        return options;
    }

    private Map<String, Object> vlans(String device, List<BridgeVlan> has) {
        List<BridgeVlan> usual = VlanOperations.usual(VlanOperations.defaultPvid(bridge));
        return has.isEmpty()
                        || new VlanOperations(network.here(), device)
                                .ensure(usual, has)
                                .isEmpty()
                ? Map.of()
                : VlanWish.options(has);
    }

    /** The lines about the bridge itself. */
    List<Line> self() {
        List<Line> lines = new ArrayList<>();
        if (bridge.isSwitch()) {
            add(lines, "its own", vlans(bridge.name(), network.vlans(bridge)));
            add(lines, "global", globals());
        }
        return lines;
    }

    private Map<String, Object> globals() {
        Map<String, Object> all = new LinkedHashMap<>();
        for (GlobalVlan vlan : network.globals(bridge)) {
            Attributes options = GlobalVlanOperations.unusual(vlan.options());
            if (!options.isEmpty()) {
                all.put(String.valueOf(vlan.id()), VlanGlobals.KIND.values(options));
            }
        }
        return all.isEmpty() ? Map.of() : Map.of(VlanGlobals.KIND.name(), all);
    }

    private void add(List<Line> lines, String which, Map<String, Object> options) {
        if (!options.isEmpty()) {
            String inside = "self " + Literal.options(options);
            lines.add(new Line(
                    network.place(),
                    "self",
                    bridge.name(),
                    "self " + bridge.name() + " " + which,
                    inside,
                    "bridge(" + Literal.quoted(bridge.name()) + ") { " + inside + " }",
                    null));
        }
    }
}
