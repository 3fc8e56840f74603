package nsx.dsl.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.topology.ChangeMark;
import nsx.topology.Device;
import nsx.topology.Device.Far;
import nsx.topology.Net;
import nsx.topology.Topology;

/**
 * Groups of namespaces that are drawn as one box.
 *
 * @param all groups of one or more namespaces that differ only in numbers
 * @param bare empty namespaces, which are not drawn
 */
record Groups(List<List<Net>> all, List<Net> bare, List<String> notes) {
    /** The least size of a group; fewer namespaces are easier to read one by one. */
    private static final int LEAST = 4;

    static Groups single(Topology topology) {
        return new Groups(topology.nets().stream().map(List::of).toList(), List.of(), topology.notes());
    }

    static Groups folded(Topology topology) {
        Map<Long, Net> byInode = new HashMap<>();
        topology.nets().forEach(n -> byInode.put(n.inode(), n));
        List<Net> bare = new ArrayList<>();
        Map<Object, List<Net>> alike = new LinkedHashMap<>();
        for (Net net : topology.nets()) {
            if (net.isBare() && !net.host() && !net.current() && net.mark() == ChangeMark.SAME) {
                bare.add(net);
            } else {
                Object key = net.host() || net.current() ? net.inode() : shape(net, byInode);
                alike.computeIfAbsent(key, k -> new ArrayList<>()).add(net);
            }
        }
        List<List<Net>> all = new ArrayList<>();
        alike.values().forEach(nets -> {
            if (nets.size() < LEAST) {
                nets.forEach(n -> all.add(List.of(n)));
            } else {
                all.add(List.copyOf(nets));
            }
        });
        return new Groups(all, bare, topology.notes());
    }

    /**
     * A key that is equal for namespaces that differ only in numbers: {@code eth0} at {@code 10.0.0.11/24} through
     * {@code port11} of {@code br0}.
     */
    private static Object shape(Net net, Map<Long, Net> byInode) {
        List<Object> shape = new ArrayList<>(List.of(net.mark(), net.names().isEmpty(), net.refused(), net.networks()));
        for (Device device : shown(net)) {
            shape.add(List.of(
                    digitless(device.name()),
                    device.kind(),
                    device.state(),
                    device.master(),
                    device.mark(),
                    device.remote().isPresent(),
                    digitless(Sketching.addresses(device)),
                    end(device.peer(), byInode),
                    end(device.lower(), byInode)));
        }
        net.routes().forEach(r -> shape.add(digitless(r.text()) + r.mark()));
        net.nat().forEach(t -> shape.add(digitless(t.text()) + t.mark()));
        return shape;
    }

    private static Object end(Optional<Far> far, Map<Long, Net> byInode) {
        Optional<Device> device =
                far.flatMap(f -> Optional.ofNullable(byInode.get(f.inode())).flatMap(n -> n.device(f.index())));
        return List.of(
                far.map(Far::inode),
                device.map(d -> digitless(d.name())),
                device.flatMap(Device::master),
                device.map(Device::state));
    }

    private static String digitless(String text) {
        return text.replaceAll("[0-9]+", "#");
    }

    /** The devices that get a row. */
    static List<Device> shown(Net net) {
        List<Device> shown =
                net.devices().stream().filter(d -> !d.isUnremarkable()).toList();
        return shown.isEmpty() && net.mark() != ChangeMark.CHANGED ? net.devices() : shown;
    }
}
