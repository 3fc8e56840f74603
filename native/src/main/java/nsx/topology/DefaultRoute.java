package nsx.topology;

import java.util.Optional;

/**
 * A way to everything that no other route leads to.
 *
 * @param family {@code ipv4} or {@code ipv6}
 * @param via the gateway; empty when all is on the link
 * @param dev the device by name; empty when nothing is forwarded
 */
public record DefaultRoute(String family, Optional<String> via, Optional<String> dev, int metric, ChangeMark mark) {
    /** As ip-route(8) says it: {@code default via 10.0.0.10 dev eth0}. */
    public String text() {
        return "default" + via.map(v -> " via " + v).orElse("")
                + dev.map(d -> " dev " + d).orElse("")
                + (metric == 0 ? "" : " metric " + metric);
    }

    DefaultRoute marked(ChangeMark to) {
        return new DefaultRoute(family, via, dev, metric, to);
    }
}
