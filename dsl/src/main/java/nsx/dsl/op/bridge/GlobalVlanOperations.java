package nsx.dsl.op.bridge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import nsx.dsl.change.Operation;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.netlink.Attributes;
import nsx.netlink.MessageAttribute;
import nsx.netlink.NetlinkException;
import nsx.process.Program;
import nsx.rtnl.GlobalVlan;
import nsx.rtnl.Link;
import nsx.rtnl.kind.Option;
import nsx.rtnl.kind.VlanGlobals;
import nsx.sys.Errno;

/** Changes of what a bridge keeps about its VLANs for all ports (bridge(8), vlan global). */
public record GlobalVlanOperations(Here here, String bridge) {
    /** The attribute with the tree of a VLAN. */
    public static final String TREE =
            VlanGlobals.KIND.options("msti").get(0).attribute().kernelName();

    /** Those of all bridges of the namespace. */
    public static List<GlobalVlan> all(Here here) {
        return Devices.rtnl(here).dump(GlobalVlan.dump()).messages().stream()
                .flatMap(message -> GlobalVlan.decode(message).stream())
                .toList();
    }

    /** Those of a bridge; none for other devices, and if the kernel has no VLANs in bridges. */
    public static List<GlobalVlan> of(Here here, Link bridge) {
        return of(here, List.of(bridge)).stream()
                .filter(vlan -> vlan.bridge() == bridge.index())
                .toList();
    }

    /** Those of the namespace; none without a bridge among the devices, and if the kernel has no VLANs in bridges. */
    public static List<GlobalVlan> of(Here here, List<Link> links) {
        if (links.stream().noneMatch(Link::isSwitch)) {
            return List.of();
        }
        try {
            return all(here);
        } catch (NetlinkException e) {
            if (Errno.of(e.errno()) == Errno.EOPNOTSUPP) {
                return List.of();
            }
            throw e;
        }
    }

    /** The tree of each VLAN, by the VLAN's number; without those of the common tree. */
    public static Map<Integer, Integer> trees(List<GlobalVlan> vlans) {
        Map<Integer, Integer> trees = new HashMap<>();
        vlans.stream()
                .filter(vlan -> tree(vlan.options()) != 0)
                .forEach(vlan -> trees.put(vlan.id(), tree(vlan.options())));
        return trees;
    }

    /** The tree in the options of a VLAN, 0 for the common one. */
    public static int tree(Attributes options) {
        return options.integer(TREE, 0);
    }

    /** The options that a new VLAN does not have. */
    public static Attributes unusual(Attributes options) {
        return without(options, option -> VlanGlobals.isUsual(option, options));
    }

    /** The operations that set the options that differ; none if they are already set. */
    public List<Operation> ensure(List<GlobalVlan> now, Map<Integer, Attributes> wanted) {
        Map<Integer, Attributes> is =
                now.stream().collect(Collectors.toMap(GlobalVlan::id, GlobalVlan::options, (a, b) -> b));
        List<Operation> all = new ArrayList<>();
        wanted.forEach((id, options) -> {
            Attributes before = is.getOrDefault(id, VlanGlobals.USUAL);
            Attributes differing = besides(options, before);
            if (!differing.isEmpty()) {
                all.add(set(id, differing, former(differing, before)));
            }
        });
        return all;
    }

    private static Attributes besides(Attributes options, Attributes others) {
        return without(options, option -> option.value(options).equals(option.value(others)));
    }

    private static Attributes without(Attributes options, Predicate<Option> left) {
        Attributes others = options;
        for (Option option : VlanGlobals.KIND.options()) {
            if (left.test(option)) {
                others = others.without(option.attribute().kernelName());
            }
        }
        return others;
    }

    /** The values before of the options in a request. */
    private static Attributes former(Attributes set, Attributes before) {
        Attributes former = VlanGlobals.KIND.data();
        for (MessageAttribute one : set) {
            String name = one.attribute().kernelName();
            former = former.put(name, before.value(name));
        }
        return former;
    }

    private Operation set(int id, Attributes options, Attributes former) {
        return new Operation(
                here.context(),
                new Operation.Netlink(
                        () -> new GlobalVlan(Devices.get(here, bridge).index(), id, options).set()),
                "bridge vlan global set vid " + id + " dev " + Program.quoted(bridge) + words(options),
                "set options of VLAN " + id + " for all ports of " + bridge,
                () -> List.of(set(id, former, options)));
    }

    /** The words of bridge(8). */
    private static String words(Attributes options) {
        return VlanGlobals.KIND.options().stream()
                .filter(option -> option.isSet(options))
                .map(option -> " "
                        + option.spelling()
                                .text(option.ipName(), option.value(options).orElseThrow()))
                .collect(Collectors.joining());
    }
}
