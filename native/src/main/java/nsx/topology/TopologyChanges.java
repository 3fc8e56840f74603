package nsx.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Compares two topologies and marks new, gone and changed objects. A namespace is identified by its inode and a
 * device by its index, so a device that was deleted and created again under its old name is another one.
 */
final class TopologyChanges {
    private TopologyChanges() {}

    static List<Net> between(List<Net> before, List<Net> now) {
        return merged(before, now, Net::inode, TopologyChanges::whole, TopologyChanges::compared);
    }

    /** Returns the namespaces without gone objects and without marks. */
    static List<Net> present(List<Net> nets) {
        return nets.stream()
                .filter(n -> n.mark() != ChangeMark.GONE)
                .map(n -> whole(n, ChangeMark.SAME))
                .toList();
    }

    private static Net whole(Net net, ChangeMark mark) {
        return net.with(
                net.devices().stream()
                        .filter(d -> d.mark() != ChangeMark.GONE)
                        .map(d -> whole(d, mark))
                        .toList(),
                net.routes().stream()
                        .filter(r -> r.mark() != ChangeMark.GONE)
                        .map(r -> r.marked(mark))
                        .toList(),
                net.nat().stream()
                        .filter(t -> t.mark() != ChangeMark.GONE)
                        .map(t -> t.marked(mark))
                        .toList(),
                mark);
    }

    private static Device whole(Device device, ChangeMark mark) {
        return device.with(
                device.addresses().stream()
                        .filter(a -> a.mark() != ChangeMark.GONE)
                        .map(a -> a.marked(mark))
                        .toList(),
                mark);
    }

    /** Compares two states of a namespace. If one could not be read, its devices are neither new nor gone. */
    private static Net compared(Net before, Net now) {
        if (before.refused().isPresent() || now.refused().isPresent()) {
            return now.marked(before.refused().equals(now.refused()) ? ChangeMark.SAME : ChangeMark.CHANGED);
        }
        List<Device> devices = merged(
                before.devices(), now.devices(), Device::index, TopologyChanges::whole, TopologyChanges::compared);
        List<DefaultRoute> routes =
                merged(before.routes(), now.routes(), Function.identity(), DefaultRoute::marked, (a, b) -> b);
        List<Translation> nat = merged(before.nat(), now.nat(), Function.identity(), Translation::marked, (a, b) -> b);
        boolean same = before.names().equals(now.names())
                && before.networks().equals(now.networks())
                && devices.stream().allMatch(d -> d.mark() == ChangeMark.SAME)
                && routes.stream().allMatch(r -> r.mark() == ChangeMark.SAME)
                && nat.stream().allMatch(t -> t.mark() == ChangeMark.SAME);
        return now.with(devices, routes, nat, same ? ChangeMark.SAME : ChangeMark.CHANGED);
    }

    private static Device compared(Device before, Device now) {
        List<Device.Assigned> addresses =
                merged(before.addresses(), now.addresses(), Function.identity(), Device.Assigned::marked, (a, b) -> b);
        boolean same = before.equals(now);
        return now.with(addresses, same ? ChangeMark.SAME : ChangeMark.CHANGED);
    }

    /** Merges gone objects into the current ones, each after its former predecessor. */
    private static <T, K> List<T> merged(
            List<T> before,
            List<T> now,
            Function<T, K> key,
            BiFunction<T, ChangeMark, T> mark,
            BiFunction<T, T, T> both) {
        Map<K, T> earlier = new LinkedHashMap<>();
        before.forEach(t -> earlier.put(key.apply(t), t));
        List<T> all = new ArrayList<>();
        List<K> keys = new ArrayList<>();
        for (T item : now) {
            T then = earlier.get(key.apply(item));
            all.add(then == null ? mark.apply(item, ChangeMark.ADDED) : both.apply(then, item));
            keys.add(key.apply(item));
        }
        Optional<K> previous = Optional.empty();
        for (T item : before) {
            K itemKey = key.apply(item);
            if (!keys.contains(itemKey)) {
                int at = previous.map(keys::indexOf).orElse(-1) + 1;
                all.add(at, mark.apply(item, ChangeMark.GONE));
                keys.add(at, itemKey);
            }
            previous = Optional.of(Objects.requireNonNull(itemKey));
        }
        return all;
    }
}
