package nsx.dsl.export;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nsx.rtnl.Link;
import nsx.rtnl.kind.Kinds;

/**
 * Which devices of the starting network namespace belong to the lab. If that namespace has hardware, or a pair whose
 * other end is in an unnamed place, it belongs to the machine: then the lab's devices are those with the other end in
 * a named namespace, and all connected devices. Otherwise, as in a sandbox, all devices belong to the lab.
 */
record Coverage(boolean all, Set<Integer> devices) {
    /**
     * @param start the starting network namespace
     * @param chosen whether only some namespaces are exported: then only the connected part of the starting one is
     * covered
     */
    static Coverage of(Network start, Pairs pairs, boolean chosen) {
        Set<Integer> devices = new HashSet<>();
        boolean all = !chosen && start.links().values().stream().noneMatch(l -> isPlumbing(start, pairs, l));
        for (Link link : start.links().values()) {
            boolean tied = pairs.other(start, link)
                    .filter(end -> !end.network().isStart())
                    .isPresent();
            if (all || tied) {
                devices.add(link.index());
            }
        }
        if (!all) {
            spread(start, pairs, devices);
        }
        return new Coverage(all, devices);
    }

    private static boolean isPlumbing(Network start, Pairs pairs, Link link) {
        if (link.flags().loopback() || Kinds.of(link.kind(), link.data()).isPresent() && !link.isPairEnd()) {
            return false;
        }
        return !isOfModule(link) && pairs.other(start, link).isEmpty();
    }

    /**
     * Whether the kernel creates the device in each network namespace when its module is loaded (net/ipv4/ip_tunnel.c
     * and others).
     */
    static boolean isOfModule(Link link) {
        return List.of("tunl0", "gre0", "gretap0", "erspan0", "ip_vti0", "ip6_vti0", "sit0", "ip6tnl0", "ip6gre0")
                .contains(link.name());
    }

    /** Extends the coverage to masters of covered devices, other ends of pairs, and devices on top of covered ones. */
    private static void spread(Network start, Pairs pairs, Set<Integer> devices) {
        boolean more = !devices.isEmpty();
        while (more) {
            more = false;
            for (Link link : start.links().values()) {
                boolean made = Kinds.of(link.kind(), link.data()).isPresent();
                boolean holds = Kinds.takesPorts(link.kind())
                        && start.ports(link).stream().anyMatch(l -> devices.contains(l.index()));
                boolean stands = start.below(link)
                        .map(Link::index)
                        .filter(devices::contains)
                        .isPresent();
                Optional<Integer> other = pairs.other(start, link)
                        .filter(end -> end.network().isStart())
                        .map(end -> end.link().index());
                if (made && (holds || stands || other.filter(devices::contains).isPresent())) {
                    more |= devices.add(link.index());
                }
            }
        }
    }
}
