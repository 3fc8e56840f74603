package nsx.dsl.probe;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.probe.Leg.Fact;
import nsx.dsl.why.NetState;
import nsx.dsl.why.World;
import nsx.netlink.Ip;
import nsx.trace.KernelEvent;
import nsx.trace.Watch.Seen;

/** Reads what the trace points of the kernel told of look-ups: of routes and of neighbours. */
final class KernelLookups {
    /** As {@code 127.0.0.1} to {@code 254}: tables of routes that everybody has. */
    private static final Map<String, String> TABLES = Map.of("254", "main", "255", "local", "253", "default");

    private static final String NO_ROUTE = ": no route";

    /** The types of routes by the error that they answer with (net/ipv4/fib_semantics.c). */
    private static final Map<Integer, String> REFUSALS =
            Map.of(-22, ": blackhole", -113, ": unreachable", -13, ": prohibit");

    private final World world;
    private final Seen seen;
    private final Set<String> addresses;
    private final Journey journey;
    /** Routes that were looked up for what a namespace sends itself, until it is seen to be sent. */
    private final Map<String, Fact> pending = new HashMap<>();
    /** Neighbours that are asked for, by device and address. */
    private final Map<String, Leg> asked = new HashMap<>();

    KernelLookups(World world, Seen seen, Set<InetAddress> addresses, Journey journey) {
        this.world = world;
        this.seen = seen;
        this.addresses = addresses.stream().map(Ip::text).collect(Collectors.toSet());
        this.journey = journey;
    }

    /** Takes the route that a namespace looked up for what it sends itself; null without one. */
    Fact pending(NetState at) {
        return pending.remove(at.name());
    }

    /** Where a neighbour was asked for that did not answer. */
    Stream<Leg> waiting() {
        return asked.values().stream()
                .filter(l -> l.at(Stage.NEIGHBOUR).stream().anyMatch(Fact::waits));
    }

    /** @param back whether the answer is on its way */
    void routed(KernelEvent event, NetState net, boolean back) {
        String to = event.get("dst");
        boolean local = event.number("iif") == 1;
        boolean home = !back && net.name().equals(world.origin().name());
        if (!addresses.contains(to) || event.get("dev").isEmpty() || event.number("iif") == 0) {
            return;
        }
        if (local && !home && !back) {
            // that of the answer, or a look whether the sender is behind the device: which it was the answer tells
            Fact fact = looked(event, net);
            if (event.number("err") == 0) {
                pending.put(net.name(), fact);
            }
        } else if (local == home) {
            Fact fact = looked(event, net);
            // a later table is asked when one has no route
            Leg here = journey.leg(net.name(), back);
            if (event.number("err") == 0 || !here.has(Stage.ROUTE)) {
                here.set(Stage.ROUTE, fact);
            }
        }
    }

    private static Fact looked(KernelEvent event, NetState net) {
        int error = event.number("err");
        boolean none = error != 0 || event.get("dev").equals("-");
        String table = TABLES.getOrDefault(event.get("table"), event.get("table"));
        String gateway = event.get("gw").replaceFirst("^(\\d+\\.\\d+\\.\\d+\\.\\d+)/.*", "$1");
        boolean direct = gateway.equals("0.0.0.0") || gateway.equals("::");
        String text = none
                ? "table " + table + REFUSALS.getOrDefault(error, NO_ROUTE)
                : (direct ? "" : "via " + gateway + " ") + "dev " + event.get("dev") + " of table " + table;
        return new Fact(net.name(), text);
    }

    /** @param leg where the packet waits for the neighbour */
    void asks(KernelEvent event, NetState net, Leg leg) {
        String address = key(event);
        boolean loopback = KernelSteps.device(net, event.get("dev"))
                .filter(l -> l.flags().loopback())
                .isPresent();
        // groups have no neighbours that answer: questions of IPv6 are sent to them
        if (loopback || address.startsWith("ff")) {
            return;
        }
        leg.set(Stage.NEIGHBOUR, Fact.waiting(net.name() + ":" + event.get("dev"), address));
        asked.put(event.get("dev") + " " + address, leg);
    }

    private String key(KernelEvent event) {
        return event.get(seen.shot().sample().six() ? "primary_key6" : "primary_key4");
    }

    void answered(KernelEvent event) {
        Leg leg = asked.get(event.get("dev") + " " + key(event));
        if (leg == null) {
            return;
        }
        String place = leg.net() + ":" + event.get("dev");
        if (event.get("new_state").equals("reachable")) {
            String mac = event.get("new_lladdr").replaceAll("(..)(?!$)", "$1:");
            leg.set(Stage.NEIGHBOUR, new Fact(place, key(event) + " is " + mac));
        } else if (event.get("new_state").equals("failed")) {
            leg.set(Stage.NEIGHBOUR, Fact.stop(place, "nobody answers for " + key(event)));
        }
    }
}
