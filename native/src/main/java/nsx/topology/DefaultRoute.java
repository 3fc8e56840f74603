package nsx.topology;

import java.util.Optional;

/**
 * A default route.
 *
 * @param family {@code ipv4} or {@code ipv6}
 * @param via the gateway; empty if all destinations are on the link
 * @param dev the device by name; empty for a route that forwards nothing
 */
public record DefaultRoute(String family, Optional<String> via, Optional<String> dev, int metric, ChangeMark mark) {
    /** Returns text as in ip-route(8): {@code default via 10.0.0.10 dev eth0}. */
    public String text() {
        return "default" + via.map(v -> " via " + v).orElse("")
                + dev.map(d -> " dev " + d).orElse("")
                + (metric == 0 ? "" : " metric " + metric);
    }

    DefaultRoute marked(ChangeMark to) {
        return new DefaultRoute(family, via, dev, metric, to);
    }
}
