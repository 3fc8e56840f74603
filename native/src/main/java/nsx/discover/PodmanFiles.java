package nsx.discover;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The containers of root's podman, from the lists of its storage. A container that is removed when it ends is in the
 * list of volatile ones; with a transient store both lists are under {@code /run}.
 */
final class PodmanFiles {
    private static final List<String> STORES = List.of("/var/lib/containers/storage/", "/run/containers/storage/");
    /** The drivers of the storage, each with directories of its own. */
    private static final List<String> DRIVERS = List.of("overlay", "vfs", "btrfs", "zfs");

    private static final List<String> LISTS = List.of("containers.json", "volatile-containers.json");

    private final TrustedFiles files;
    private Map<String, String> names;

    PodmanFiles(TrustedFiles files) {
        this.files = files;
    }

    /** Whether the storage has a container of this id. */
    boolean knows(String id) {
        return names().containsKey(id);
    }

    /** The name of a container; empty if it is not a plain name. */
    Optional<String> name(String id) {
        return Optional.ofNullable(names().get(id))
                .filter(n -> RuntimeState.NAME.matcher(n).matches());
    }

    private Map<String, String> names() {
        if (names == null) {
            names = new HashMap<>();
            paths().flatMap(path -> files.json(path).stream())
                    .filter(List.class::isInstance)
                    .flatMap(all -> ((List<?>) all).stream())
                    .filter(Map.class::isInstance)
                    .forEach(c -> note((Map<?, ?>) c));
        }
        return names;
    }

    private void note(Map<?, ?> container) {
        if (container.get("id") instanceof String id) {
            boolean named = container.get("names") instanceof List<?> list && !list.isEmpty();
            names.putIfAbsent(id, named ? String.valueOf(((List<?>) container.get("names")).get(0)) : "");
        }
    }

    private static Stream<String> paths() {
        return STORES.stream()
                .flatMap(store -> DRIVERS.stream().map(driver -> store + driver + "-containers/"))
                .flatMap(directory -> LISTS.stream().map(list -> directory + list));
    }
}
