package nsx.dsl.why.across;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nsx.netlink.Ip;
import nsx.rtnl.Prefix;
import nsx.topology.ChangeMark;
import nsx.topology.DefaultRoute;
import nsx.topology.Device;
import nsx.topology.Device.Assigned;
import nsx.topology.Device.Far;
import nsx.topology.Net;
import nsx.topology.Translation;

/**
 * The topology of another host, as {@link HostTopology} answers.
 *
 * @param nets named {@code HOST/NAMESPACE}; above the 32 bits of an inode is the number of the host
 */
record FarTopology(List<Net> nets, List<String> notes, List<End> ends) {
    private static final int INODE_BITS = 32;

    /** An end of a tunnel. */
    record End(long inode, int index, Tunnel tunnel) {}

    /** @param number of the host, from 1 */
    static FarTopology read(String host, int number, Object answer) {
        return StateForm.checked(host, () -> {
            Reader reader = new Reader(host, (long) number << INODE_BITS);
            Map<?, ?> all = (Map<?, ?>) answer;
            return new FarTopology(
                    list(all.get("namespaces"))
                            .map(n -> reader.net((Map<?, ?>) n))
                            .toList(),
                    list(all.get("notes")).map(n -> host + ": " + n).toList(),
                    list(all.get("tunnels")).map(t -> reader.end((List<?>) t)).toList());
        });
    }

    private static Stream<?> list(Object value) {
        return ((List<?>) value).stream();
    }

    private record Reader(String host, long above) {
        Net net(Map<?, ?> net) {
            long inode = inode(net.get("inode"));
            List<String> names = list(net.get("names")).map(n -> host + "/" + n).toList();
            Optional<Net.Leader> leader = Optional.ofNullable((Integer) net.get("pid"))
                    .map(pid -> new Net.Leader(pid, String.valueOf(net.get("command"))));
            return new Net(
                    inode,
                    names.isEmpty() && leader.isEmpty()
                            ? List.of(host + "/net:[" + net.get("inode") + "]")
                            : named(names, leader),
                    leader,
                    false,
                    false,
                    text(net, "refused"),
                    list(net.get("devices")).map(d -> device((Map<?, ?>) d)).toList(),
                    list(net.get("defaultRoutes"))
                            .map(r -> route((Map<?, ?>) r))
                            .toList(),
                    list(net.get("nat")).map(t -> nat((Map<?, ?>) t)).toList(),
                    list(net.get("networks")).map(n -> (String) n).toList(),
                    ChangeMark.SAME);
        }

        /** A process is one of its host. */
        private List<String> named(List<String> names, Optional<Net.Leader> leader) {
            return names.isEmpty()
                    ? List.of(host + "/process " + leader.orElseThrow().pid())
                    : names;
        }

        private long inode(Object value) {
            return above | ((Number) value).longValue() & 0xffffffffL;
        }

        private Device device(Map<?, ?> device) {
            return new Device(
                    (Integer) device.get("index"),
                    (String) device.get("name"),
                    (String) device.get("kind"),
                    (String) device.get("state"),
                    list(device.get("addresses")).map(a -> address((String) a)).toList(),
                    text(device, "master"),
                    far(device.get("peer")),
                    far(device.get("lower")),
                    text(device, "remote"),
                    ChangeMark.SAME);
        }

        private static Assigned address(String text) {
            return new Assigned(text, Prefix.parse(text).address().isLinkLocalAddress(), ChangeMark.SAME);
        }

        private static Optional<String> text(Map<?, ?> map, String name) {
            return Optional.ofNullable((String) map.get(name));
        }

        private Optional<Far> far(Object value) {
            return Optional.ofNullable((Map<?, ?>) value).map(f -> {
                Object inode = f.get("namespace");
                return new Far(inode == null ? 0 : inode(inode), (Integer) f.get("index"), text(f, "device"));
            });
        }

        private static DefaultRoute route(Map<?, ?> route) {
            return new DefaultRoute(
                    (String) route.get("family"),
                    text(route, "via"),
                    text(route, "dev"),
                    (Integer) route.get("metric"),
                    ChangeMark.SAME);
        }

        private static Translation nat(Map<?, ?> nat) {
            return new Translation((String) nat.get("kind"), (String) nat.get("text"), ChangeMark.SAME);
        }

        private End end(List<?> end) {
            Tunnel tunnel = new Tunnel(
                    (Integer) end.get(2), (Integer) end.get(3), Ip.parse((String) end.get(4)), Ip.parse((String)
                            end.get(5)));
            return new End(inode(end.get(0)), (Integer) end.get(1), tunnel);
        }
    }

    /** The namespaces of all hosts; a tunnel between two of them is a cable. */
    static List<Net> joined(List<FarTopology> hosts) {
        List<Net> all = new ArrayList<>();
        for (FarTopology host : hosts) {
            List<FarTopology> others = hosts.stream().filter(h -> h != host).toList();
            host.nets.forEach(net -> all.add(net.with(net.devices().stream()
                    .map(d -> host.end(net, d)
                            .flatMap(end -> other(end, others))
                            .map(d::joinedTo)
                            .orElse(d))
                    .toList())));
        }
        return all;
    }

    private Optional<End> end(Net net, Device device) {
        return ends.stream()
                .filter(e -> e.inode() == net.inode() && e.index() == device.index())
                .findFirst();
    }

    /** Of a host that is declared by two names the first one counts. */
    private static Optional<Far> other(End end, List<FarTopology> others) {
        return others.stream()
                .flatMap(host -> host.ends.stream()
                        .filter(e -> e.tunnel().meets(end.tunnel()))
                        .flatMap(e -> host.device(e).stream()))
                .findFirst();
    }

    private Optional<Far> device(End end) {
        return nets.stream()
                .filter(n -> n.inode() == end.inode())
                .flatMap(n -> n.device(end.index()).stream())
                .map(d -> new Far(end.inode(), d.index(), Optional.of(d.name())))
                .findFirst();
    }
}
