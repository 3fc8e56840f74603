package nsx.dsl.why;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nsx.conntrack.TrackedConnection;
import nsx.filter.Packet;
import nsx.netlink.Ip;

/**
 * Connections that namespaces on the way remember: what belongs to one is translated as its first packet was, whatever the rules
 * say by now (nf_nat_inet_fn of net/netfilter/nf_nat_core.c).
 */
final class Remembered {
    /** States of TCP in which a packet that begins a connection begins a new one. */
    private static final Set<String> OVER = Set.of("time-wait", "closed", "last-ack", "fin-wait", "close-wait");
    /** Entries with translations of their own that are looked at. */
    private static final int MOST = 4;

    /** An entry for what is sent from a port of its own. */
    record Other(NetState net, TrackedConnection entry) {
        int port() {
            return entry.original().sourcePort();
        }

        /** What is not known of it, as a phrase. */
        String text() {
            return net.name() + ": connection tracking: whether it is sent from port " + port() + ", which an entry "
                    + (entry.isRedirected() ? "sends to " + target(entry) : "does not translate") + " for another "
                    + entry.timeout() + " s";
        }
    }

    private final Map<NetState, TrackedConnection> deciding = new HashMap<>();
    private final List<Other> others = new ArrayList<>();

    /** What a packet belongs to there, which decides from now on; empty when it begins a connection. */
    Optional<TrackedConnection> track(NetState net, Packet packet) {
        deciding.remove(net);
        boolean asked = packet.sourcePort() != 0 || packet.protocol() == Receiver.UDP;
        if (!asked || packet.port() == 0) {
            return Optional.empty();
        }
        List<TrackedConnection> all = net.held().connections(packet).stream()
                .filter(c -> c.zoneOfFirst() == 0 && !OVER.contains(c.state()))
                .toList();
        if (packet.sourcePort() == 0) {
            all.forEach(c -> others.add(new Other(net, c)));
            return Optional.empty();
        }
        Optional<TrackedConnection> found = all.stream()
                .filter(c -> c.original().sourcePort() == packet.sourcePort())
                .findFirst();
        found.ifPresent(c -> deciding.put(net, c));
        return found;
    }

    Optional<TrackedConnection> deciding(NetState net) {
        return Optional.ofNullable(deciding.get(net));
    }

    /** Entries for packets like this one from other ports, one of each that is translated otherwise. */
    List<Other> others() {
        return others.stream()
                .collect(Collectors.toMap(
                        o -> List.of(
                                o.net(),
                                o.entry().reply().source(),
                                o.entry().reply().sourcePort(),
                                answer(o)),
                        o -> o,
                        (a, b) -> a,
                        LinkedHashMap::new))
                .values()
                .stream()
                .limit(MOST)
                .toList();
    }

    private static InetAddress answer(Other other) {
        return other.entry().reply().destination();
    }

    /** What the entries did to it that decided, for the text of a fault behind them; else empty. */
    String reason() {
        return deciding.entrySet().stream()
                .filter(e -> e.getValue().isRedirected())
                .map(e -> "; an entry of connection tracking in " + e.getKey().name() + " still sends it to "
                        + target(e.getValue()))
                .findFirst()
                .orElse("");
    }

    static String target(TrackedConnection entry) {
        return Ip.text(entry.reply().source()) + " port " + entry.reply().sourcePort();
    }
}
