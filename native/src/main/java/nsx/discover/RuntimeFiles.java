package nsx.discover;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nsx.proc.ProcessInfo;

/**
 * The containers of runc and crun, used directly or by another program, from their files under {@code /run}. A file
 * is trusted if only root can write it, and if the process that it names has the recorded start time and control
 * group.
 */
final class RuntimeFiles {
    /** An id of runc or crun; a person may choose a name as id. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_+.-]{1,1024}");

    /** The state directories of containerd's runtimes; each has a directory for each namespace of containerd. */
    private static final String CONTAINERD = "/run/containerd/runc";
    /** The namespace of containerd that its clients use unless another is named. */
    private static final String DEFAULT = "default";

    /**
     * The recorded state of one container.
     *
     * @param groups the control groups of its first process, relative to the root of their tree
     */
    private record Entry(String runtime, String id, int pid, long started, List<String> groups) {}

    /**
     * A state directory.
     *
     * @param runtime the program that uses it
     * @param prefix what makes its ids unique among those of the program
     */
    private record Place(String directory, String runtime, String prefix) {}

    private final TrustedFiles files;
    private Map<Integer, Entry> entries;

    RuntimeFiles(TrustedFiles files) {
        this.files = files;
    }

    /** The container whose first process this is; empty if no file says so or the file is wrong. */
    Optional<Container> find(int pid, String cgroup) {
        return Optional.ofNullable(entries().get(pid))
                .filter(e -> ProcessInfo.started(pid).equals(OptionalLong.of(e.started())))
                .filter(e -> e.groups().isEmpty() || e.groups().stream().anyMatch(g -> isIn(g, cgroup)))
                .map(e -> new Container(e.runtime(), e.id(), Optional.empty()));
    }

    /** Whether the process is in the group or below it: a container may move its processes down. */
    private static boolean isIn(String group, String cgroup) {
        return cgroup.lines()
                .map(line -> line.substring(line.indexOf(':', line.indexOf(':') + 1) + 1))
                .anyMatch(path -> path.equals(group) || path.startsWith(group + "/"));
    }

    private Map<Integer, Entry> entries() {
        if (entries == null) {
            entries = new HashMap<>();
            places().forEach(place -> files.names(place.directory()).stream()
                    .filter(id -> ID.matcher(id).matches())
                    .flatMap(id -> read(place, id).stream())
                    .forEach(e -> entries.put(e.pid(), e)));
        }
        return entries;
    }

    /** The state directories that are there now. */
    private List<Place> places() {
        List<Place> all = new ArrayList<>();
        all.add(new Place("/run/runc", "runc", ""));
        all.add(new Place("/run/crun", "crun", ""));
        names("/run/docker")
                .filter(name -> name.startsWith("runtime-"))
                .forEach(name -> all.add(new Place("/run/docker/" + name + "/moby", "docker", "")));
        names(CONTAINERD)
                .forEach(name -> all.add(
                        new Place(CONTAINERD + "/" + name, "containerd", name.equals(DEFAULT) ? "" : name + "/")));
        return all;
    }

    private Stream<String> names(String directory) {
        return files.names(directory).stream().filter(n -> ID.matcher(n).matches());
    }

    private Optional<Entry> read(Place place, String id) {
        String directory = place.directory() + "/" + id;
        String name = place.prefix() + id;
        return files.json(directory + "/state.json")
                .flatMap(json ->
                        entry(json, place.runtime(), name, "init_process_pid", "init_process_start", "cgroup_paths"))
                .or(() -> files.json(directory + "/status")
                        .flatMap(json ->
                                entry(json, place.runtime(), name, "pid", "process-start-time", "cgroup-path")));
    }

    private static Optional<Entry> entry(
            Object json, String runtime, String id, String pid, String start, String groups) {
        if (!(json instanceof Map<?, ?> map)
                || !(map.get(pid) instanceof Number number)
                || started(map.get(start)).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Entry(
                runtime, id, number.intValue(), started(map.get(start)).getAsLong(), groups(map.get(groups))));
    }

    /** Reads the start time, a number, or text in older versions of runc. */
    private static OptionalLong started(Object value) {
        if (value instanceof Number number) {
            return OptionalLong.of(number.longValue());
        }
        return value instanceof String text && text.matches("[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }

    /** Reads the control groups: a map from controller to mounted path, or a single path. */
    private static List<String> groups(Object value) {
        List<String> all = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(path -> all.addAll(below(String.valueOf(path))));
        } else if (value instanceof String path && path.startsWith("/")) {
            all.add(path);
        }
        all.removeIf(path -> path.equals("/"));
        return all;
    }

    /** Removes the mount point of version 2 or of a controller of version 1 from a path. */
    private static List<String> below(String path) {
        String mount = "/sys/fs/cgroup";
        if (!path.startsWith(mount + "/")) {
            return List.of(path);
        }
        String rest = path.substring(mount.length());
        int slash = rest.indexOf('/', 1);
        return slash < 0 ? List.of(rest) : List.of(rest, rest.substring(slash));
    }
}
