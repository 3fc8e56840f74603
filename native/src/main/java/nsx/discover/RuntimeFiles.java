package nsx.discover;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import nsx.proc.ProcessInfo;

/**
 * The containers of runc and crun, used directly or by another program, from their files under {@code /run}. A file
 * is trusted if only root can write it, and if the process that it names has the recorded start time and control
 * group.
 */
final class RuntimeFiles {
    /** An id of runc or crun; a person may choose a name as id. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_+.-]{1,1024}");

    /** The state directories, each with the program that uses it. */
    private static final Map<String, String> DIRECTORIES = Map.of(
            "/run/runc", "runc",
            "/run/crun", "crun",
            "/run/docker/runtime-runc/moby", "docker",
            "/run/docker/runtime-crun/moby", "docker",
            "/run/containerd/runc/default", "containerd",
            "/run/containerd/runc/k8s.io", "containerd");

    /**
     * The recorded state of one container.
     *
     * @param groups the control groups of its first process, relative to the root of their tree
     */
    private record Entry(String runtime, String id, int pid, long started, List<String> groups) {}

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
            DIRECTORIES.forEach((directory, runtime) -> files.names(directory).stream()
                    .filter(id -> ID.matcher(id).matches())
                    .flatMap(id -> read(directory + "/" + id, runtime, id).stream())
                    .forEach(e -> entries.put(e.pid(), e)));
        }
        return entries;
    }

    private Optional<Entry> read(String directory, String runtime, String id) {
        return files.json(directory + "/state.json")
                .flatMap(json -> entry(json, runtime, id, "init_process_pid", "init_process_start", "cgroup_paths"))
                .or(() -> files.json(directory + "/status")
                        .flatMap(json -> entry(json, runtime, id, "pid", "process-start-time", "cgroup-path")));
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
