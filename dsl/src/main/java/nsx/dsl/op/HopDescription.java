package nsx.dsl.op;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import nsx.dsl.DeviceNames;
import nsx.dsl.NsxException;
import nsx.dsl.Options;
import nsx.netlink.Ip;
import nsx.process.Program;
import nsx.rtnl.Family;
import nsx.rtnl.Hop;
import nsx.rtnl.Route;
import nsx.rtnl.RouteType;

/** One of the ways of a route, with its device by name. */
record HopDescription(Optional<InetAddress> via, Optional<String> dev, int weight, boolean onlink) {
    private static final int ONLINK = 4;

    static boolean isOnlink(int flags) {
        return (flags & ONLINK) != 0;
    }

    /** Those of {@code via:} and {@code dev:}, or of {@code hops:}. */
    static List<HopDescription> all(Options options) {
        if (!options.has("hops")) {
            return options.has("via") || options.has("dev") ? List.of(of(options)) : List.of();
        }
        if (options.has("via") || options.has("dev")) {
            throw new NsxException("a route has via: and dev:, or hops:, not both").at("hops");
        }
        if (!(options.values().get("hops") instanceof List<?> list) || list.isEmpty()) {
            throw options.wrong("hops", "a list such as [[via: '10.0.0.1', weight: 3], [via: '10.0.1.1']]");
        }
        List<HopDescription> hops = new ArrayList<>();
        for (Object element : list) {
            if (!(element instanceof Map<?, ?> map)) {
                throw options.wrong("hops", "a list of maps: [via: '10.0.0.1', weight: 3]");
            }
            Map<String, Object> named = new LinkedHashMap<>();
            map.forEach((k, v) -> named.put(String.valueOf(k), v));
            hops.add(of(new Options("a hop", named).only("via", "dev", "weight", "onlink")));
        }
        return List.copyOf(hops);
    }

    private static HopDescription of(Options options) {
        if (!options.has("via") && !options.has("dev")) {
            throw new NsxException(options.word() + " needs via: or dev:").at(options.word());
        }
        return new HopDescription(
                options.address("via"),
                options.text("dev"),
                options.integer("weight", 1, 256).orElse(1),
                options.flag("onlink"));
    }

    /** Those of a route as the kernel lists it. */
    static List<HopDescription> all(Route route, DeviceNames names) {
        if (route.type() != RouteType.UNICAST) {
            return List.of();
        }
        if (route.hops().isEmpty()) {
            return List.of(new HopDescription(route.via(), names.find(route.dev()), 1, isOnlink(route.flags())));
        }
        return route.hops().stream()
                .map(h -> new HopDescription(h.via(), names.find(h.dev()), h.weight(), isOnlink(h.flags())))
                .toList();
    }

    /** Whether an existing way is what this one asks for; where no device is said, the kernel found one. */
    boolean isMetBy(HopDescription is, boolean weighed) {
        return via.equals(is.via) && (dev.isEmpty() || dev.equals(is.dev)) && (!weighed || weight == is.weight);
    }

    Hop hop(ToIntFunction<String> index) {
        return new Hop(
                via,
                dev.map(d -> OptionalInt.of(index.applyAsInt(d))).orElse(OptionalInt.empty()),
                weight,
                onlink ? ONLINK : 0);
    }

    /** As ip-route(8) takes it. */
    String command(Family family) {
        StringBuilder text = new StringBuilder();
        via.ifPresent(v -> text.append(" via ")
                .append(Family.of(v) == family ? "" : "inet6 ")
                .append(Ip.text(v)));
        dev.ifPresent(d -> text.append(" dev ").append(Program.quoted(d)));
        return text + (onlink ? " onlink" : "");
    }
}
