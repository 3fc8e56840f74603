package nsx.dsl.op.bridge;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.rtnl.BridgeVlan;
import nsx.rtnl.VlanOption;
import nsx.rtnl.kind.BridgePort;

/** The options of each VLAN of a bridge's port: {@code vlanOptions: [10: [state: 'blocking']]} (bridge(8), vlan set). */
public final class VlanOptions {
    /**
     * One option.
     *
     * @param word the word of bridge(8)
     */
    private record Line(VlanOption option, String word, Parameter<?> parameter) {
        long number(Object value) {
            return value instanceof Boolean on
                    ? on ? 1 : 0
                    : value instanceof Number n ? n.longValue() : BridgePort.STATES.indexOf(value);
        }

        /** The value in a script; a number without a name stays one. */
        Object shown(long number) {
            return switch (option) {
                case STATE -> number < BridgePort.STATES.size() ? BridgePort.STATES.get((int) number) : (Object) number;
                case NEIGH_SUPPRESS -> number != 0;
                default -> number;
            };
        }

        /** The words of bridge(8). */
        String words(long number) {
            Object value = shown(number);
            return word + " " + (value instanceof Boolean on ? on ? "on" : "off" : value);
        }
    }

    private static final List<Line> LINES = List.of(
            new Line(
                    VlanOption.STATE,
                    "state",
                    Parameter.named(
                            "state",
                            Reader.choice(BridgePort.STATES.toArray(String[]::new)),
                            "STP: state of the port in it")),
            new Line(
                    VlanOption.MCAST_ROUTER,
                    "mcast_router",
                    Parameter.named(
                            "mcastRouter", Reader.integer(0, 2), "multicast routers: 0 never, 1 learn, 2 always")),
            new Line(
                    VlanOption.MCAST_MAX_GROUPS,
                    "mcast_max_groups",
                    Parameter.named(
                            "mcastMaxGroups",
                            Reader.number(0, 0xffffffffL),
                            "most multicast groups, 0 for any (since 6.3)")),
            new Line(
                    VlanOption.NEIGH_SUPPRESS,
                    "neigh_suppress",
                    Parameter.named("neighSuppress", Reader.truth(), "answer ARP and ND from the table (since 6.4)")),
            new Line(
                    VlanOption.TUNNEL,
                    "tunnel_info id",
                    Parameter.named(
                            "tunnel",
                            Reader.number(0, 0xffffff),
                            "VNI of an external vxlan for it, 0 for none; the port needs vlanTunnel: true")));

    private static final Reader<Arguments> ONE =
            Reader.map("port vlanOptions", LINES.stream().map(Line::parameter).toArray(Parameter<?>[]::new));

    /** The option of a port: the options of each VLAN by its number. */
    static final Parameter<Map<String, Map<String, Object>>> PARAMETER = Parameter.named(
            "vlanOptions",
            Reader.map().then(VlanOptions::checked).such("[10: [state: 'blocking']]"),
            "options of single VLANs: state, mcastRouter, mcastMaxGroups, neighSuppress, tunnel");

    private VlanOptions() {}

    private static Map<String, Map<String, Object>> checked(Map<String, Object> given) {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        given.forEach((id, options) -> {
            if (!id.matches("\\d{1,4}")) {
                throw new IllegalArgumentException("its keys are numbers of VLANs, not " + id);
            }
            Arguments read = ONE.read(options)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the options of VLAN " + id + " are a map such as [state: 'blocking']"));
            Map<String, Object> one = new LinkedHashMap<>();
            LINES.forEach(line -> read.find(line.parameter())
                    .ifPresent(value -> one.put(line.parameter().name(), value)));
            all.put(id, one);
        });
        return all;
    }

    /** The options of a VLAN in a script as the kernel's numbers. */
    static Map<VlanOption, Long> numbers(Map<String, Object> said) {
        Map<VlanOption, Long> values = new EnumMap<>(VlanOption.class);
        LINES.stream()
                .filter(line -> said.containsKey(line.parameter().name()))
                .forEach(line -> values.put(
                        line.option(), line.number(said.get(line.parameter().name()))));
        return values;
    }

    /** The options that differ from those of the VLAN as it is. */
    static Map<VlanOption, Long> differing(Optional<BridgeVlan> is, BridgeVlan wanted) {
        Map<VlanOption, Long> differing = new EnumMap<>(VlanOption.class);
        wanted.options().forEach((option, value) -> {
            if (is.map(vlan -> vlan.option(option)).orElse(option.usual()) != value.longValue()) {
                differing.put(option, value);
            }
        });
        return differing;
    }

    /** The words of bridge(8). */
    static String words(Map<VlanOption, Long> options) {
        return LINES.stream()
                .filter(line -> options.containsKey(line.option()))
                .map(line -> line.words(options.get(line.option())))
                .collect(Collectors.joining(" "));
    }

    /** The options of VLANs as a script says them; none for VLANs with the usual ones. */
    static Map<String, Object> shown(Stream<BridgeVlan> vlans) {
        Map<String, Object> all = new LinkedHashMap<>();
        vlans.filter(vlan -> !vlan.options().isEmpty()).forEach(vlan -> {
            Map<String, Object> options = new LinkedHashMap<>();
            LINES.stream()
                    .filter(line -> vlan.options().containsKey(line.option()))
                    .forEach(line -> options.put(line.parameter().name(), shown(vlan, line)));
            all.put(String.valueOf(vlan.id()), options);
        });
        return all;
    }

    private static Object shown(BridgeVlan vlan, Line line) {
        return line.shown(vlan.option(line.option()));
    }

    /** All options of a VLAN by script name. */
    public static Map<String, Object> facts(BridgeVlan vlan) {
        Map<String, Object> facts = new LinkedHashMap<>();
        LINES.forEach(line -> facts.put(line.parameter().name(), shown(vlan, line)));
        return facts;
    }

    /** The names of the options. */
    public static List<String> names() {
        return new ArrayList<>(
                LINES.stream().map(line -> line.parameter().name()).toList());
    }
}
