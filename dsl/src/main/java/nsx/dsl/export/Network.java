package nsx.dsl.export;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nsx.dsl.op.bridge.GlobalVlanOperations;
import nsx.dsl.op.bridge.VlanOperations;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.unit.Literal;
import nsx.netlink.Attributes;
import nsx.rtnl.BridgeVlan;
import nsx.rtnl.GlobalVlan;
import nsx.rtnl.Link;
import nsx.rtnl.kind.Kind;

/** A network namespace and its devices. */
final class Network {
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final String name;
    private final Here here;
    private final Map<Integer, Link> links;
    private final List<Link> ordered;
    private final Map<Integer, List<Link>> ports;
    private final Map<Integer, Integer> places = new HashMap<>();
    private final Map<Integer, List<BridgeVlan>> vlans;
    private final Map<Integer, List<GlobalVlan>> globals;

    private Network(String name, Here here, List<Link> links) {
        this.name = name;
        this.here = here;
        this.links =
                links.stream().collect(Collectors.toMap(Link::index, Function.identity(), (a, b) -> b, TreeMap::new));
        this.ordered = this.links.values().stream()
                .sorted(Comparator.comparing((Link l) -> !l.flags().loopback()).thenComparing(l -> counted(l.name())))
                .toList();
        this.ports = ordered.stream()
                .filter(l -> l.master().isPresent())
                .collect(Collectors.groupingBy(l -> l.master().getAsInt()));
        ordered.forEach(link -> places.put(link.index(), places.size()));
        this.globals = GlobalVlanOperations.of(here, links).stream().collect(Collectors.groupingBy(GlobalVlan::bridge));
        this.vlans = VlanOperations.of(here, links).stream().collect(Collectors.groupingBy(BridgeVlan::index));
    }

    /** Reads the devices of a network namespace. */
    static Network of(String name, Here here) {
        return new Network(name, here, Devices.all(here));
    }

    /** The name of the namespace; empty for the one that nsx was started in. */
    String name() {
        return name;
    }

    Here here() {
        return here;
    }

    /** The devices by index. */
    Map<Integer, Link> links() {
        return links;
    }

    /** The VLANs of a bridge or port. */
    List<BridgeVlan> vlans(Link link) {
        return vlans.getOrDefault(link.index(), List.of());
    }

    /** What a bridge keeps about its VLANs for all ports. */
    List<GlobalVlan> globals(Link bridge) {
        return globals.getOrDefault(bridge.index(), List.of());
    }

    /** The options of a device; none for a planned device without explicit options. */
    static Attributes data(Kind kind, Link link) {
        return link.data().entries().isEmpty() ? kind.data() : link.data();
    }

    boolean isStart() {
        return name.isEmpty();
    }

    /** The block of the namespace's lines. */
    String place() {
        return isStart() ? "" : "netns(" + Literal.quoted(name) + ")";
    }

    /** The text for a device of the namespace as an end of a pair. */
    String end(Link link) {
        return isStart() ? link.name() : name + ":" + link.name();
    }

    DeviceNames names() {
        return DeviceNames.of(links.values());
    }

    Optional<Link> find(OptionalInt index) {
        return index.isPresent() ? Optional.ofNullable(links.get(index.getAsInt())) : Optional.empty();
    }

    Optional<Link> loopback() {
        return links.values().stream().filter(l -> l.flags().loopback()).findFirst();
    }

    /** The devices in natural order: lo first, then {@code h2} before {@code h10}. */
    List<Link> ordered() {
        return ordered;
    }

    /** The order of objects by their device, because the kernel's indexes differ between hosts. */
    Comparator<Integer> byDevice() {
        return Comparator.comparing(index -> places.getOrDefault(index, -1));
    }

    /** A sort key for natural order. */
    static String counted(String name) {
        return NUMBER.matcher(name)
                .replaceAll(m -> "0".repeat(Math.max(0, 20 - m.group().length())) + m.group());
    }

    /** The devices whose master is this one, in natural order. */
    List<Link> ports(Link master) {
        return ports.getOrDefault(master.index(), List.of());
    }

    /** The lower device if it is in the same namespace; empty for pairs. */
    Optional<Link> below(Link link) {
        return link.isPairEnd() || link.linkNetnsId().isPresent() ? Optional.empty() : find(link.link());
    }
}
