package nsx.dsl.session;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import nsx.rtnl.Link;

/** The names of the devices of a context by index, read once for a whole table. */
public record DeviceNames(Map<Integer, String> names) {
    public static DeviceNames of(Here here) {
        return of(Devices.all(here));
    }

    /** The names of devices that were read already. */
    public static DeviceNames of(Collection<Link> links) {
        Map<Integer, String> names = new HashMap<>();
        links.forEach(link -> names.put(link.index(), link.name()));
        return new DeviceNames(Map.copyOf(names));
    }

    /** No names: every device is called by its index. */
    public static DeviceNames none() {
        return new DeviceNames(Map.of());
    }

    /** As ip writes a device that it cannot name: {@code if7}. */
    public String get(int index) {
        return names.getOrDefault(index, "if" + index);
    }

    public Optional<String> find(OptionalInt index) {
        return index.isEmpty() ? Optional.empty() : Optional.of(get(index.getAsInt()));
    }
}
