package nsx.discover;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the names of containers in the files of container runtimes. A name is used only if it is plain and its file
 * is writable by root or the caller alone; otherwise the id is the name.
 */
final class RuntimeState {
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,252}");
    private static final int SHORT = 12;
    /** The number of digits of an id that a runtime chose. */
    private static final int WHOLE = 64;
    /** Where containerd keeps what it runs: by itself, and within k3s, rke2, k0s and microk8s. */
    private static final List<String> TASKS = Stream.of(
                    "/run/containerd",
                    "/run/k3s/containerd",
                    "/run/k0s/containerd",
                    "/var/snap/microk8s/common/run/containerd")
            .map(state -> state + "/io.containerd.runtime.v2.task")
            .toList();

    private final TrustedFiles files;
    private final RuntimeFiles own;
    private final NetworkFiles networks;
    private final PodmanFiles podman;
    private final DockerFiles docker;

    /** @param root the prefix of all paths; empty for the real file system */
    RuntimeState(String root) {
        this.files = new TrustedFiles(root);
        this.own = new RuntimeFiles(files);
        this.docker = new DockerFiles(files);
        this.networks = new NetworkFiles(files, docker);
        this.podman = new PodmanFiles(files);
    }

    /**
     * Returns the container of the process's control group, the container whose first process it is, or its unit.
     *
     * @param groups remembers the results by the text of the control group
     */
    Optional<Container> container(int pid, String cgroup, Map<String, Optional<Container>> groups) {
        Optional<Container> known = groups.computeIfAbsent(cgroup, Container::parse);
        return known.isPresent() && !known.get().runtime().equals(Container.UNIT)
                ? known
                : own.find(pid, cgroup).map(this::maker).or(() -> known);
    }

    /** The container under the name of podman when podman made it: in a service, a pod or another group of its own. */
    private Container maker(Container container) {
        boolean plain =
                container.runtime().equals("crun") || container.runtime().equals("runc");
        return plain && podman.knows(container.id())
                ? new Container("podman", container.id(), Optional.empty())
                : container;
    }

    /** The name of the container, or the beginning of its id. */
    String plainName(Container container) {
        return container.pod().isPresent()
                ? podValue(container, "container-name", "container.name").orElse(shortened(container.id()))
                : name(container).orElse(shortened(container.id()));
    }

    /** The files and directories that are not believed, each with the reason. */
    List<String> refused() {
        return files.refused();
    }

    /** The title of a container: RUNTIME/NAME, or pod/NAMESPACE/POD/CONTAINER. */
    String title(Container container) {
        if (container.pod().isPresent()) {
            return pod(container)
                    + podValue(container, "container-name", "container.name")
                            .map(n -> "/" + n)
                            .orElse(isSandbox(container) ? "" : "/" + shortened(container.id()));
        }
        return container.runtime() + "/" + name(container).orElse(shortened(container.id()));
    }

    /** The title of a pod: pod/NAMESPACE/POD. */
    String pod(Container container) {
        Optional<String> space = podValue(container, "sandbox-namespace", "pod.namespace");
        Optional<String> name = podValue(container, "sandbox-name", "pod.name");
        return "pod/"
                + (space.isPresent() && name.isPresent()
                        ? space.get() + "/" + name.get()
                        : container.pod().orElseThrow());
    }

    /** The networks and published ports of a container; those of a pod are noted with its sandbox. */
    ContainerNetwork network(Container container) {
        String id = container
                .pod()
                .flatMap(pod -> podValue(container, "sandbox-id", "cri-o.SandboxID"))
                .orElse(container.id());
        return networks.of(container.runtime(), id);
    }

    private boolean isSandbox(Container container) {
        return annotation(container, "io.kubernetes.cri.container-type")
                .filter("sandbox"::equals)
                .isPresent();
    }

    private Optional<String> podValue(Container container, String containerd, String crio) {
        return annotation(container, "io.kubernetes.cri." + containerd)
                .or(() -> annotation(container, "io.kubernetes." + crio));
    }

    private Optional<String> annotation(Container container, String key) {
        if (container.runtime().equals("crio")) {
            return annotation(
                    "/run/containers/storage/overlay-containers/" + container.id() + "/userdata/config.json", key);
        }
        return TASKS.stream()
                .flatMap(tasks -> tasks(container, tasks))
                .flatMap(directory -> annotation(directory + "/config.json", key).stream())
                .findFirst();
    }

    /** Where containerd may keep a container: an id that was chosen at random may be in any of its namespaces. */
    private Stream<String> tasks(Container container, String tasks) {
        String id = container.id();
        if (id.contains("/")) {
            return Stream.of(tasks + "/" + id);
        }
        Stream<String> spaces = container.pod().isPresent()
                ? Stream.of("k8s.io")
                : Stream.concat(Stream.of("default"), id.length() == WHOLE ? files.names(tasks).stream() : Stream.of());
        return spaces.map(space -> tasks + "/" + space + "/" + id);
    }

    private Optional<String> annotation(String file, String key) {
        return files.json(file).flatMap(c -> value(c, "annotations")).flatMap(a -> text(a, key));
    }

    private Optional<String> name(Container container) {
        if (container.runtime().startsWith(Container.FLATPAK)) {
            return Optional.of(container.id().replaceFirst("-\\d+$", ""));
        }
        return switch (container.runtime()) {
            case "docker" ->
                docker.config(container.id())
                        .flatMap(c -> value(c, "Name"))
                        .map(n -> n.toString().replaceFirst("^/", ""))
                        .filter(n -> NAME.matcher(n).matches());
            case "podman" -> podman.name(container.id());
            case "containerd" -> annotation(container, "nerdctl/name");
            // the ids of these runtimes are names
            case "machine", "lxc", "runc", "crun", Container.UNIT -> Optional.of(container.id());
            default -> Optional.empty();
        };
    }

    private static Optional<Object> value(Object json, String key) {
        return json instanceof Map<?, ?> map ? Optional.ofNullable(map.get(key)) : Optional.empty();
    }

    private static Optional<String> text(Object json, String key) {
        return value(json, key)
                .map(Object::toString)
                .filter(n -> NAME.matcher(n).matches());
    }

    private static String shortened(String id) {
        int from = id.lastIndexOf('/') + 1;
        return id.length() - from == WHOLE ? id.substring(0, from + SHORT) : id;
    }
}
