package nsx.dsl.op.bridge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.process.Program;
import nsx.rtnl.BridgeVlan;
import nsx.rtnl.GlobalVlan;
import nsx.rtnl.Link;
import nsx.rtnl.TreeState;
import nsx.rtnl.VlanOption;
import nsx.rtnl.kind.Bridge;
import nsx.rtnl.kind.BridgePort;
import nsx.rtnl.kind.Option;

/** Changes of the states of a port in the spanning trees of its bridge: {@code mst: [2: 'blocking']} (bridge(8), mst). */
public record TreeOperations(Here here, String device) {
    private static final int MOST = 4094;
    private static final Option ON = Bridge.KIND.options("mst").get(0);
    private static final Reader<String> STATE = Reader.choice(BridgePort.STATES.toArray(String[]::new));

    /** The option of a port: its state in each tree, by the tree's number. */
    public static final Parameter<Map<String, Object>> PARAMETER = Parameter.named(
            "mst",
            Reader.map().then(TreeOperations::checked).such("[2: 'blocking']"),
            "STP: its state in each tree of VLANs; the bridge needs mst (since 5.18)");

    private static Map<String, Object> checked(Map<String, Object> given) {
        Map<String, Object> all = new LinkedHashMap<>();
        given.forEach((tree, state) -> {
            if (!tree.matches("\\d{1,4}") || Integer.parseInt(tree) < 1 || Integer.parseInt(tree) > MOST) {
                throw new IllegalArgumentException("its keys are numbers of trees from 1 to " + MOST + ", not " + tree);
            }
            all.put(
                    tree,
                    STATE.read(state)
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "the state in tree " + tree + " is " + STATE.wanted() + ", not " + state)));
        });
        return all;
    }

    /** The kernel's numbers of the states in a script, by tree. */
    public static Map<Integer, Long> numbers(Map<String, Object> said) {
        Map<Integer, Long> states = new TreeMap<>();
        said.forEach((tree, state) -> states.put(Integer.parseInt(tree), (long) BridgePort.STATES.indexOf(state)));
        return states;
    }

    /** The states as a script says them. */
    public static Map<String, Object> shown(Map<Integer, Long> states) {
        Map<String, Object> all = new LinkedHashMap<>();
        states.forEach((tree, state) -> all.put(String.valueOf(tree), BridgePort.STATES.get(state.intValue())));
        return all;
    }

    /** Whether a bridge keeps trees of VLANs, so that a VLAN of a port has the state of its tree. */
    public static boolean on(Link bridge) {
        return bridge.kind().equals(Bridge.KIND.kernelName())
                && !bridge.data().entries().isEmpty()
                && Boolean.TRUE.equals(ON.value(bridge.data()).orElse(false));
    }

    /** The states of a port by tree; without the common tree, whose state is that of the port. */
    public static Map<Integer, Long> states(Collection<BridgeVlan> vlans, Map<Integer, Integer> trees) {
        Map<Integer, Long> states = new TreeMap<>();
        vlans.stream()
                .filter(vlan -> trees.containsKey(vlan.id()))
                .forEach(vlan -> states.putIfAbsent(trees.get(vlan.id()), vlan.option(VlanOption.STATE)));
        return states;
    }

    /** The states of a port of a bridge by tree; none if the bridge keeps no trees. */
    public static Map<Integer, Long> states(Link bridge, Collection<BridgeVlan> vlans, List<GlobalVlan> globals) {
        return on(bridge) ? states(vlans, GlobalVlanOperations.trees(globals)) : Map.of();
    }

    /** VLANs of a port whose states are those of its trees, or that of the port. */
    public static List<BridgeVlan> withoutStates(Collection<BridgeVlan> vlans) {
        return vlans.stream()
                .map(vlan -> {
                    Map<VlanOption, Long> others = new EnumMap<>(VlanOption.class);
                    others.putAll(vlan.options());
                    others.remove(VlanOption.STATE);
                    return vlan.with(others);
                })
                .toList();
    }

    /**
     * The operations that set the states that differ; none if they are already set.
     *
     * @param now the states by tree
     * @param trees the trees that the port has VLANs in when the operations run
     */
    public List<Operation> ensure(Map<Integer, Long> now, Map<Integer, Long> wanted, Set<Integer> trees) {
        List<Operation> all = new ArrayList<>();
        wanted.forEach((tree, state) -> {
            if (!trees.contains(tree)) {
                throw new NsxException("cannot set the state of " + device + " in tree " + tree)
                        .because("no VLAN of " + device + " is in that tree")
                        .at(PARAMETER.name())
                        .hint("put one there in the bridge's block: self globalOptions: [10: [msti: " + tree + "]]");
            }
            if (!state.equals(now.get(tree))) {
                all.add(set(tree, state, now.getOrDefault(tree, 0L)));
            }
        });
        return all;
    }

    private Operation set(int tree, long state, long former) {
        String name = BridgePort.STATES.get((int) state);
        return new Operation(
                here.context(),
                new Operation.Netlink(
                        () -> new TreeState(Devices.get(here, device).index(), tree, state).set()),
                "bridge mst set dev " + Program.quoted(device) + " msti " + tree + " state " + name,
                "set the state of " + device + " in tree " + tree + " to " + name,
                () -> List.of(set(tree, former, state)));
    }
}
