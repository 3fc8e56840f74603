package nsx.discover;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nsx.netlink.Ip;

/**
 * Ports of a host that a container runtime leads to a container.
 *
 * @param protocol tcp, udp or sctp
 * @param address the address of the host; empty for all of them
 * @param port the first port of the host
 * @param to the first port in the container
 * @param count the number of ports, each of which leads to the port as far behind {@code to}
 */
public record PublishedPort(String protocol, Optional<InetAddress> address, int port, int to, int count) {
    private static final Comparator<PublishedPort> ORDER = Comparator.comparing(PublishedPort::protocol)
            .thenComparing(p -> p.address.map(Ip::text).orElse(""))
            .thenComparing(p -> p.port - p.to)
            .thenComparing(PublishedPort::port);

    /** Returns these ports sorted, each once, with those that follow each other as one range. */
    static List<PublishedPort> joined(List<PublishedPort> ports) {
        List<PublishedPort> all = new ArrayList<>();
        for (PublishedPort next : ports.stream().distinct().sorted(ORDER).toList()) {
            PublishedPort last = all.isEmpty() ? null : all.get(all.size() - 1);
            if (last != null && last.continuesWith(next)) {
                all.set(all.size() - 1, last.with(Math.max(last.count, next.port + next.count - last.port)));
            } else {
                all.add(next);
            }
        }
        all.sort(Comparator.comparing(PublishedPort::protocol).thenComparing(PublishedPort::port));
        return List.copyOf(all);
    }

    private boolean continuesWith(PublishedPort next) {
        return protocol.equals(next.protocol)
                && address.equals(next.address)
                && port - to == next.port - next.to
                && next.port <= port + count;
    }

    private PublishedPort with(int more) {
        return new PublishedPort(protocol, address, port, to, more);
    }

    /** The ports in words: {@code tcp 8080 to 80}, {@code udp 127.0.0.1:9000-9003 to 90-93}. */
    public String text() {
        String host = address.map(a -> (a instanceof Inet6Address ? "[" + Ip.text(a) + "]" : Ip.text(a)) + ":")
                .orElse("");
        return protocol + " " + host + range(port) + " to " + range(to);
    }

    private String range(int first) {
        return count == 1 ? "" + first : first + "-" + (first + count - 1);
    }
}
