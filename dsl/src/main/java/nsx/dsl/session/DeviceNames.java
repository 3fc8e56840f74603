package nsx.dsl.session;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import nsx.rtnl.Link;

/** The names of the devices of a context by index, read once for a whole table. */
public record DeviceNames(Map<Integer, String> names) {
    /** The number of devices up to which each is requested separately. */
    private static final int FEW = 8;

    public static DeviceNames of(Here here) {
        return of(Devices.all(here));
    }

    /** The names of devices that were already read. */
    public static DeviceNames of(Collection<Link> links) {
        Map<Integer, String> names = new HashMap<>();
        links.forEach(link -> names.put(link.index(), link.name()));
        return new DeviceNames(Map.copyOf(names));
    }

    /** Reads the names of some devices, so that a word about one object costs the same for any number of devices. */
    public static DeviceNames of(Here here, IntStream indexes) {
        int[] wanted = indexes.distinct().toArray();
        if (wanted.length > FEW) {
            return of(here);
        }
        Map<Integer, String> names = new HashMap<>();
        for (int index : wanted) {
            Devices.find(here, index).map(Link::name).ifPresent(name -> names.put(index, name));
        }
        return new DeviceNames(Map.copyOf(names));
    }

    /** The empty set of names: every device is named by its index. */
    public static DeviceNames none() {
        return new DeviceNames(Map.of());
    }

    /** The names of some devices only, for what outlives many tables. */
    public DeviceNames only(IntStream indexes) {
        Map<Integer, String> some = new HashMap<>();
        indexes.filter(names::containsKey).forEach(index -> some.put(index, names.get(index)));
        return new DeviceNames(Map.copyOf(some));
    }

    /** The name of a device; {@code if7} if it is unknown, as in ip. */
    public String get(int index) {
        return names.getOrDefault(index, "if" + index);
    }

    public Optional<String> find(OptionalInt index) {
        return index.isEmpty() ? Optional.empty() : Optional.of(get(index.getAsInt()));
    }
}
