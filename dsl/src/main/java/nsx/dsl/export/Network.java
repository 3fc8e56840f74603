package nsx.dsl.export;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.unit.Literal;
import nsx.netlink.Attributes;
import nsx.rtnl.Link;
import nsx.rtnl.kind.Kind;

/**
 * A network namespace and its devices.
 *
 * @param name empty for the one that nsx was started in
 */
record Network(String name, Here here, Map<Integer, Link> links) {
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    static Network of(String name, Here here) {
        return new Network(
                name,
                here,
                Devices.all(here).stream()
                        .collect(Collectors.toMap(Link::index, Function.identity(), (a, b) -> b, TreeMap::new)));
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
        return links.values().stream()
                .sorted(Comparator.comparing((Link l) -> !l.flags().loopback()).thenComparing(l -> counted(l.name())))
                .toList();
    }

    /** The order of objects by their device, because the kernel's indexes differ between hosts. */
    Comparator<Integer> byDevice() {
        List<Integer> order = ordered().stream().map(Link::index).toList();
        return Comparator.comparing(order::indexOf);
    }

    /** A sort key for natural order. */
    static String counted(String name) {
        return NUMBER.matcher(name)
                .replaceAll(m -> "0".repeat(Math.max(0, 20 - m.group().length())) + m.group());
    }

    /** The devices whose master is this one. */
    List<Link> ports(Link master) {
        return ordered().stream()
                .filter(l -> l.master().equals(OptionalInt.of(master.index())))
                .toList();
    }

    /** The lower device if it is in the same namespace; empty for pairs. */
    Optional<Link> below(Link link) {
        return link.isPairEnd() || link.linkNetnsId().isPresent() ? Optional.empty() : find(link.link());
    }
}
