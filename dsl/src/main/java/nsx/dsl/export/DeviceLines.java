package nsx.dsl.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nsx.dsl.export.Baseline.Sample;
import nsx.dsl.op.link.LinkProperty;
import nsx.dsl.unit.Literal;
import nsx.netlink.Attributes;
import nsx.rtnl.Link;
import nsx.rtnl.kind.BridgePort;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;
import nsx.rtnl.kind.Option;
import nsx.rtnl.kind.Unit;

/** One device as lines: its creation, options, properties and ports. */
final class DeviceLines {
    private static final Map<LinkProperty, Object> OF_MOST = Map.of(
            LinkProperty.MTU,
            1500,
            LinkProperty.TXQUEUELEN,
            1000,
            LinkProperty.ARP,
            true,
            LinkProperty.MULTICAST,
            true);

    private final Network network;
    private final Baseline baseline;
    private final Set<String> chosen;
    private final List<Line> lines = new ArrayList<>();

    /** @param chosen the devices whose MAC address was set by a user */
    DeviceLines(Network network, Baseline baseline, Set<String> chosen) {
        this.network = network;
        this.baseline = baseline;
        this.chosen = chosen;
    }

    /** The lines of a device with its own word, and everything in its block except addresses. */
    List<Line> made(Link link, Kind kind, List<Link> ports) {
        Optional<Sample> sample = baseline.sample(kind, link);
        Map<String, Object> needed = new LinkedHashMap<>();
        Map<String, Object> others = new LinkedHashMap<>();
        network.below(link).filter(l -> kind.isOnLink()).ifPresent(below -> needed.put("dev", below.name()));
        Set<String> first = sample.map(Sample::needed).orElse(Set.of());
        options(kind, Network.data(kind, link), sample.map(s -> Network.data(kind, s.link())), first)
                .forEach((name, value) -> (first.contains(name) ? needed : others).put(name, value));
        String name = Literal.quoted(link.name());
        String options = needed.isEmpty() ? "" : ", " + Literal.options(needed);
        lines.add(new Line(
                network.place(),
                "device",
                link.name(),
                "device " + link.name(),
                kind + "(" + name + options + ")",
                kind + " " + name + options,
                Line.device(link.name()) + ".delete()"));
        Map<String, Object> usual =
                sample.map(s -> kind.values(Network.data(kind, s.link()))).orElse(Map.of());
        String made = kind + " " + name + options + ", ";
        others.forEach((option, value) -> add(
                link,
                "option",
                option,
                option + " " + Literal.of(value),
                made + Literal.options(Map.of(option, value)),
                usual.containsKey(option) ? made + Literal.options(Map.of(option, usual.get(option))) : null));
        properties(link, sample.map(Sample::link), true);
        ports.forEach(port -> port(link, kind, port));
        lines.addAll(new BridgeLines(network, link).self());
        return lines;
    }

    /** The differences from a new device, for a device that another line creates. */
    List<Line> given(Link link, Optional<Kind> kind) {
        Optional<Link> usual =
                kind.isPresent() ? kind.flatMap(k -> baseline.sample(k, link)).map(Sample::link) : baseline.loopback();
        properties(link, usual, false);
        return lines;
    }

    private void add(Link link, String what, String key, String inside, String alone, String removal) {
        lines.add(new Line(
                network.place(), what, link.name(), what + " " + link.name() + " " + key, inside, alone, removal));
    }

    private void properties(Link link, Optional<Link> usual, boolean block) {
        for (LinkProperty property : LinkProperty.values()) {
            Object value = property.read(link);
            boolean differs = property == LinkProperty.MAC
                    ? chosen.contains(link.name())
                    : !value.equals(usual.map(property::read).orElse(null));
            if (differs && !value.equals("") && isSaid(property, link) && isKnown(property, value, link)) {
                String text = Literal.of(value);
                String assigned = Line.device(link.name()) + "." + property.word() + " = ";
                String back = usual.filter(u -> property != LinkProperty.MAC)
                        .map(u -> assigned + Literal.of(property.read(u)))
                        .orElse(null);
                add(
                        link,
                        "property",
                        property.word(),
                        block ? property.word() + " " + text : null,
                        assigned + text,
                        back);
            }
        }
        for (String name : link.altnames()) {
            String inside = "altname " + Literal.quoted(name);
            String alone = Line.device(link.name()) + ".altname(" + Literal.quoted(name) + ")";
            String removal = Line.device(link.name()) + ".noaltname(" + Literal.quoted(name) + ")";
            add(link, "altname", name, block ? inside : null, alone, removal);
        }
    }

    /**
     * Whether a planned device has this value by default; a plan assumes the values of most kinds unless a line sets
     * others.
     */
    private static boolean isKnown(LinkProperty property, Object value, Link link) {
        boolean made = !link.all().has("IFLA_PROMISCUITY") && !link.flags().loopback();
        return !made || !value.equals(OF_MOST.get(property));
    }

    /**
     * Whether a property belongs in a script. A carrier comes and goes, an index differs between hosts, and
     * segmentation limits follow from the ports.
     */
    private static boolean isSaid(LinkProperty property, Link link) {
        boolean sizes = property.word().startsWith("gsoMax") || property.word().startsWith("groMax");
        return property.isLasting()
                && property.isSettable()
                && (!sizes || property.isUnusual(link) && !Kinds.takesPorts(link.kind()));
    }

    private void port(Link master, Kind kind, Link port) {
        String name = Literal.quoted(port.name());
        Map<String, Object> options = new LinkedHashMap<>();
        Optional<Kind> table = Kinds.portOf(kind.kernelName()).filter(k -> k == BridgePort.KIND);
        // a plan knows no options of a port that it creates
        table.filter(k -> !port.slaveData().entries().isEmpty())
                .ifPresent(k -> options.putAll(
                        options(k, port.slaveData(), baseline.port(master, kind).map(Link::slaveData), Set.of())));
        // its current value follows from the spanning tree and the carrier
        options.remove("state");
        options.putAll(new BridgeLines(network, master).port(port));
        String inside = "port " + name + (options.isEmpty() ? "" : ", " + Literal.options(options));
        String alone = options.isEmpty()
                ? Line.device(port.name()) + ".master(" + Literal.quoted(master.name()) + ")"
                : kind + "(" + Literal.quoted(master.name()) + ") { " + inside + " }";
        add(master, "port", port.name(), inside, alone, Line.device(port.name()) + ".nomaster()");
    }

    /**
     * The settable options that differ from the defaults.
     *
     * @param usual the options of a new device; without them all count as different
     * @param always the names of options that are always included
     */
    Map<String, Object> options(Kind kind, Attributes data, Optional<Attributes> usual, Set<String> always) {
        Map<String, Object> is = kind.values(data);
        Map<String, Object> fresh = usual.map(kind::values).orElse(Map.of());
        Set<String> parts = new LinkedHashSet<>();
        Map<String, Object> options = new LinkedHashMap<>();
        for (Option option : kind.options()) {
            String name = option.name();
            Object value = is.get(name);
            boolean plain = option.settable() && option.parts().isEmpty() && !option.ofPeer() && parts.add(name);
            if (value == null || !plain || value.equals(fresh.get(name)) && !always.contains(name)) {
                continue;
            }
            boolean device = option.unit() == Unit.INTERFACE && value instanceof Number;
            Object said = device
                    ? Optional.ofNullable(network.links().get(((Number) value).intValue()))
                            .map(Link::name)
                            .orElse(null)
                    : Literal.plain(value);
            if (said != null && (device || isRead(kind, data, name, said))) {
                options.put(name, said);
            }
        }
        return options;
    }

    /** Whether the kind parses the written value as the value of the device. */
    private static boolean isRead(Kind kind, Attributes data, String name, Object said) {
        try {
            Attributes set = kind.put(kind.data(), name, said);
            return kind.values(set).get(name) != null
                    && kind.values(set).get(name).equals(kind.values(data).get(name));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
