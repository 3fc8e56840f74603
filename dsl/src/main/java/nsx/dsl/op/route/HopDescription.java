package nsx.dsl.op.route;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import nsx.process.Program;
import nsx.rtnl.Encapsulation;
import nsx.rtnl.Family;
import nsx.rtnl.Hop;
import nsx.rtnl.Route;
import nsx.rtnl.RouteType;

/**
 * One hop of a route, with its device by name.
 *
 * @param encap what one of several hops puts around packets; a single hop leaves that to the route
 */
public record HopDescription(
        Optional<InetAddress> via, Optional<String> dev, int weight, boolean onlink, Optional<Encapsulation> encap) {
    private static final List<String> WAYS = List.of(
            "RTA_OIF",
            "RTA_GATEWAY",
            "RTA_VIA",
            "RTA_MULTIPATH",
            "RTA_ENCAP_TYPE",
            "RTA_ENCAP",
            "RTA_NEWDST",
            "RTA_NH_ID");

    static final Parameter<InetAddress> VIA = Parameter.named("via", Reader.address(), "the gateway");
    static final Parameter<String> DEV =
            Parameter.named("dev", Reader.device(), "the device (default: the one that reaches the gateway)");
    static final Parameter<Boolean> ONLINK =
            Parameter.flag("onlink", "the gateway is directly on the device, even if no address covers it");
    private static final Parameter<Encapsulation> ENCAP = Encap.FIELD.parameter();
    static final Parameter<List<Arguments>> HOPS;
    static final Parameter<Integer> WEIGHT = Parameter.named(
                    "weight", Reader.integer(1, 256), "share of the traffic, relative to the other hops")
            .otherwise(1);

    static {
        String example = "[[via: '10.0.0.1', weight: 3], [via: '10.0.1.1']]";
        HOPS = Parameter.named(
                "hops",
                Reader.listOf(Reader.map("a hop", VIA, DEV, WEIGHT, ONLINK, ENCAP), example),
                "several paths: " + example);
    }

    /** Returns this hop with what it puts around packets. */
    HopDescription around(Optional<Encapsulation> what) {
        return new HopDescription(via, dev, weight, onlink, what);
    }

    /** What a hop puts around packets, in the form of scripts. */
    public static Optional<Object> encap(Optional<Encapsulation> encap) {
        return encap.map(Encap::fact);
    }

    /** Whether a route of this type has hops. */
    static boolean goes(RouteType type) {
        return type == RouteType.UNICAST || type == RouteType.LOCAL;
    }

    /** The hops of {@code via:} and {@code dev:}, or of {@code hops:}. */
    static List<HopDescription> all(Arguments options) {
        boolean one = options.has(VIA) || options.has(DEV);
        if (!options.has(HOPS)) {
            return one ? List.of(of(options, Optional.empty())) : List.of();
        }
        if (one) {
            throw new NsxException("a route takes either via: and dev:, or hops:").at("hops");
        }
        return options.get(HOPS).stream().map(hop -> of(hop, hop.find(ENCAP))).toList();
    }

    private static HopDescription of(Arguments options, Optional<Encapsulation> encap) {
        if (!options.has(VIA) && !options.has(DEV)) {
            throw new NsxException(options.word() + " needs via: or dev:").at(options.word());
        }
        return new HopDescription(options.find(VIA), options.find(DEV), options.get(WEIGHT), options.is(ONLINK), encap);
    }

    /** The hops of a route in the kernel's list. */
    static List<HopDescription> all(Route route, DeviceNames names) {
        if (!goes(route.type())) {
            return List.of();
        }
        if (route.hops().isEmpty()) {
            return List.of(new HopDescription(
                    route.via(), names.find(route.dev()), 1, (route.flags() & Hop.ONLINK) != 0, Optional.empty()));
        }
        return route.hops().stream()
                .map(h -> new HopDescription(h.via(), names.find(h.dev()), h.weight(), h.isOnlink(), h.encap()))
                .toList();
    }

    /** The facts of a route's hops beyond gateway and device: the weights if one is not 1, and onlink if one has it. */
    static Map<String, Object> facts(Route route) {
        Map<String, Object> facts = new LinkedHashMap<>();
        List<Hop> hops = route.hops();
        if (hops.stream().anyMatch(h -> h.weight() != 1)) {
            facts.put(
                    WEIGHT.name(),
                    hops.stream().map(h -> String.valueOf(h.weight())).collect(Collectors.joining(", ")));
        }
        if (hops.stream().anyMatch(Hop::isOnlink) || hops.isEmpty() && (route.flags() & Hop.ONLINK) != 0) {
            facts.put(ONLINK.name(), true);
        }
        return facts;
    }

    /**
     * Whether an existing hop matches this one; without a device here, the kernel has chosen one.
     *
     * @param oneOfSeveral whether its weight and its encapsulation count
     */
    boolean isMetBy(HopDescription is, boolean oneOfSeveral) {
        return via.equals(is.via)
                && (dev.isEmpty() || dev.equals(is.dev))
                && (!oneOfSeveral || weight == is.weight && encap.equals(is.encap));
    }

    /** A message without its hops. */
    static Attributes without(Attributes route) {
        Attributes left = route.headed(route.header().with("rtm_flags", 0));
        for (String attribute : WAYS) {
            left = left.without(attribute);
        }
        return left;
    }

    /** A message with these hops, unless it contains its own. */
    static Attributes write(Attributes route, Family family, List<HopDescription> hops, ToIntFunction<String> index) {
        if (WAYS.stream().anyMatch(route::has) || hops.isEmpty()) {
            return route;
        }
        if (hops.size() > 1) {
            return route.put(
                    "RTA_MULTIPATH",
                    hops.stream().map(h -> h.hop(index).encode(family)).toList());
        }
        Hop hop = hops.get(0).hop(index);
        return Hop.gateway(route, family, hop.via())
                .put("RTA_OIF", hop.dev())
                .headed(route.header().with("rtm_flags", hop.flags()));
    }

    private Hop hop(ToIntFunction<String> index) {
        return new Hop(
                via,
                dev.map(d -> OptionalInt.of(index.applyAsInt(d))).orElse(OptionalInt.empty()),
                weight,
                onlink ? Hop.ONLINK : 0,
                encap);
    }

    /** The words of ip-route(8). */
    String command(Family family) {
        StringBuilder text =
                new StringBuilder(encap.map(e -> " " + Encap.words(e)).orElse(""));
        via.ifPresent(v -> text.append(" via ")
                .append(Family.of(v) == family ? "" : "inet6 ")
                .append(Ip.text(v)));
        dev.ifPresent(d -> text.append(" dev ").append(Program.quoted(d)));
        return text + (onlink ? " onlink" : "");
    }
}
