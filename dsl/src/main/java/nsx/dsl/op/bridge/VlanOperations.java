package nsx.dsl.op.bridge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import nsx.dsl.change.Operation;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.netlink.Attributes;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.process.Program;
import nsx.rtnl.BridgeVlan;
import nsx.rtnl.Link;
import nsx.rtnl.VlanOption;
import nsx.rtnl.kind.Kinds;
import nsx.sys.Errno;

/** Changes of the VLANs that a bridge keeps for a port, or for itself. */
public record VlanOperations(Here here, String device) {
    /** The PVID of a new port, unless its bridge has another. */
    private static final int DEFAULT_PVID = 1;

    private static final String FILTERING = "IFLA_BR_VLAN_FILTERING";
    private static final String DEFAULT = "IFLA_BR_VLAN_DEFAULT_PVID";

    /** The VLANs of all bridges and ports of the namespace. */
    public static List<BridgeVlan> all(Here here) {
        return read(here, BridgeVlan.dump());
    }

    private static List<BridgeVlan> read(Here here, Request dump) {
        return Devices.rtnl(here).dump(dump).messages().stream()
                .flatMap(message -> BridgeVlan.decode(message).stream())
                .toList();
    }

    /** The VLANs of a port or a bridge; none for other devices, and if the kernel has no VLANs in bridges. */
    public static List<BridgeVlan> of(Here here, Link link) {
        return known(here, BridgeVlan.dump(link.index()), List.of(link)).stream()
                .filter(v -> v.index() == link.index())
                .toList();
    }

    /**
     * The VLANs of the namespace; none without a bridge or port among the devices, and if the kernel has no VLANs in
     * bridges.
     */
    public static List<BridgeVlan> of(Here here, List<Link> links) {
        return known(here, BridgeVlan.dump(), links);
    }

    private static List<BridgeVlan> known(Here here, Request dump, List<Link> links) {
        boolean none = links.stream()
                .noneMatch(l ->
                        l.isSwitch() || l.slaveKind().filter(Kinds::isSwitch).isPresent());
        if (none) {
            return List.of();
        }
        try {
            return read(here, dump);
        } catch (NetlinkException e) {
            if (Errno.of(e.errno()) == Errno.EOPNOTSUPP) {
                return List.of();
            }
            throw e;
        }
    }

    /** The VLANs that every new port of a bridge gets, and the bridge itself. */
    public static List<BridgeVlan> usual(int defaultPvid) {
        return defaultPvid == 0 ? List.of() : List.of(new BridgeVlan(0, defaultPvid, true, true));
    }

    /** The default PVID of a bridge; a plan knows no options of a bridge that it creates. */
    public static int defaultPvid(Link bridge) {
        Attributes data = bridge.data();
        return data.table().find(DEFAULT).isPresent() ? data.integer(DEFAULT, DEFAULT_PVID) : DEFAULT_PVID;
    }

    /** Whether a bridge keeps VLANs apart; otherwise it only remembers them. */
    public static boolean areApart(Link bridge) {
        return bridge.data().table().find(FILTERING).isPresent()
                && bridge.data().truth(FILTERING);
    }

    /** The operations from the VLANs of a new port of a default bridge to the former VLANs. */
    public List<Operation> fresh(Collection<BridgeVlan> had) {
        return ensure(usual(DEFAULT_PVID), had);
    }

    /** The operations that leave exactly the wanted VLANs; none if they are already set. */
    public List<Operation> ensure(Collection<BridgeVlan> now, Collection<BridgeVlan> wanted) {
        Map<Integer, BridgeVlan> is = byId(now);
        Map<Integer, BridgeVlan> asked = byId(wanted);
        List<BridgeVlan> gone =
                is.values().stream().filter(v -> !asked.containsKey(v.id())).toList();
        List<BridgeVlan> changed =
                asked.values().stream().filter(v -> !same(v, is.get(v.id()))).toList();
        List<Operation> all = new ArrayList<>();
        runs(gone).forEach(run -> all.add(delete(run)));
        runs(changed).forEach(run -> all.add(add(run, is)));
        for (BridgeVlan vlan : asked.values()) {
            Optional<BridgeVlan> before = Optional.ofNullable(is.get(vlan.id()));
            Map<VlanOption, Long> options = VlanOptions.differing(before, vlan);
            all.addAll(options(before.orElse(vlan.with(Map.of())), options));
        }
        return all;
    }

    /** Sets options of a VLAN; bridge(8) sets its tunnel by a command of its own. */
    private List<Operation> options(BridgeVlan before, Map<VlanOption, Long> options) {
        Map<VlanOption, Long> others = new EnumMap<>(VlanOption.class);
        others.putAll(options);
        Long tunnel = others.remove(VlanOption.TUNNEL);
        List<Operation> all = new ArrayList<>();
        if (!others.isEmpty()) {
            all.add(set(before, others));
        }
        long former = before.option(VlanOption.TUNNEL);
        if (tunnel != null && former != 0) {
            all.add(unmap(before, former));
        }
        if (tunnel != null && tunnel != 0) {
            all.add(map(before, tunnel));
        }
        return all;
    }

    /** Carries a VLAN without a tunnel in one. */
    private Operation map(BridgeVlan vlan, long tunnel) {
        return new Operation(
                here.context(),
                new Operation.Netlink(
                        () -> at(vlan.with(Map.of(VlanOption.TUNNEL, tunnel))).set()),
                "bridge vlan add" + words(List.of(vlan)) + " " + VlanOptions.words(Map.of(VlanOption.TUNNEL, tunnel)),
                "carry VLAN " + vlan.id() + " of " + device + " in tunnel " + tunnel,
                () -> List.of(unmap(vlan, tunnel)));
    }

    private Operation unmap(BridgeVlan vlan, long tunnel) {
        return new Operation(
                here.context(),
                new Operation.Netlink(
                        () -> at(vlan.with(Map.of(VlanOption.TUNNEL, 0L))).set()),
                "bridge vlan del" + words(List.of(vlan)) + " " + VlanOptions.words(Map.of(VlanOption.TUNNEL, tunnel)),
                "take VLAN " + vlan.id() + " of " + device + " out of tunnel " + tunnel,
                () -> List.of(map(vlan, tunnel)));
    }

    /** Sets options of a VLAN. */
    private Operation set(BridgeVlan before, Map<VlanOption, Long> options) {
        Map<VlanOption, Long> former = new EnumMap<>(VlanOption.class);
        options.keySet().forEach(option -> former.put(option, before.option(option)));
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> at(before.with(options)).set()),
                "bridge vlan set" + words(List.of(before)) + " " + VlanOptions.words(options),
                "set options of VLAN " + before.id() + " of " + device,
                () -> List.of(set(before.with(options), former)));
    }

    private static boolean same(BridgeVlan a, BridgeVlan b) {
        return b != null && a.pvid() == b.pvid() && a.untagged() == b.untagged();
    }

    private static Map<Integer, BridgeVlan> byId(Collection<BridgeVlan> vlans) {
        Map<Integer, BridgeVlan> all = new TreeMap<>();
        vlans.forEach(v -> all.put(v.id(), v));
        return all;
    }

    /** Groups VLANs with consecutive numbers and equal flags; the PVID is always alone. */
    private static List<List<BridgeVlan>> runs(Collection<BridgeVlan> vlans) {
        List<List<BridgeVlan>> all = new ArrayList<>();
        BridgeVlan last = null;
        for (BridgeVlan vlan : vlans) {
            boolean follows = last != null && vlan.id() == last.id() + 1 && !vlan.pvid() && same(vlan, last);
            if (!follows) {
                all.add(new ArrayList<>());
            }
            all.get(all.size() - 1).add(vlan);
            last = vlan;
        }
        return all;
    }

    private Operation add(List<BridgeVlan> run, Map<Integer, BridgeVlan> before) {
        BridgeVlan first = run.get(0);
        int last = run.get(run.size() - 1).id();
        String flags = (first.pvid() ? " pvid" : "") + (first.untagged() ? " untagged" : "");
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> at(first).add(last)),
                "bridge vlan add" + words(run) + flags + self(),
                "give " + device + " VLAN " + range(run) + flags.replace(" ", ", "),
                () -> undo(run, before));
    }

    private List<Operation> undo(List<BridgeVlan> run, Map<Integer, BridgeVlan> before) {
        List<Operation> all = new ArrayList<>();
        runs(run.stream().filter(v -> !before.containsKey(v.id())).toList()).forEach(r -> all.add(delete(r)));
        runs(run.stream().map(v -> before.get(v.id())).filter(Objects::nonNull).toList())
                .forEach(r -> all.add(add(r, Map.of())));
        return all;
    }

    private Operation delete(List<BridgeVlan> run) {
        BridgeVlan first = run.get(0);
        int last = run.get(run.size() - 1).id();
        return new Operation(
                here.context(),
                Operation.Netlink.deletion(() -> at(first).delete(last)),
                "bridge vlan del" + words(run) + self(),
                "take VLAN " + range(run) + " from " + device,
                () -> {
                    List<Operation> back = new ArrayList<>(List.of(add(run, Map.of())));
                    run.stream()
                            .filter(v -> !v.options().isEmpty())
                            .forEach(v -> back.addAll(options(v.with(Map.of()), v.options())));
                    return back;
                });
    }

    /** Deletes a VLAN. */
    public Operation delete(BridgeVlan vlan) {
        return delete(List.of(vlan));
    }

    private BridgeVlan at(BridgeVlan vlan) {
        return new BridgeVlan(
                Devices.get(here, device).index(), vlan.id(), vlan.pvid(), vlan.untagged(), vlan.options());
    }

    private String words(List<BridgeVlan> run) {
        return " dev " + Program.quoted(device) + " vid " + range(run);
    }

    /**
     * The word {@code self} of bridge(8) for the bridge itself. A device that an earlier operation creates can only
     * be a bridge.
     */
    private String self() {
        return Devices.find(here, device).map(Link::isSwitch).orElse(true) ? " self" : "";
    }

    private static String range(List<BridgeVlan> run) {
        int first = run.get(0).id();
        return run.size() == 1
                ? String.valueOf(first)
                : first + "-" + run.get(run.size() - 1).id();
    }
}
