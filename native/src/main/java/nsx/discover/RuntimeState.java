package nsx.discover;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the names of containers in the files of container runtimes. A name is used only if it is plain and its file
 * is writable by root or the caller alone; otherwise the id is the name.
 */
final class RuntimeState {
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,252}");
    private static final int SHORT = 12;

    private final TrustedFiles files;
    private final RuntimeFiles own;
    private final NetworkFiles networks;

    /** @param root the prefix of all paths; empty for the real file system */
    RuntimeState(String root) {
        this.files = new TrustedFiles(root);
        this.own = new RuntimeFiles(files);
        this.networks = new NetworkFiles(files);
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
                : own.find(pid, cgroup).or(() -> known);
    }

    /** The name of the container, or the beginning of its id. */
    String plainName(Container container) {
        return container.pod().isPresent()
                ? podValue(container, "container-name", "container.name").orElse(shortened(container.id()))
                : name(container).orElse(shortened(container.id()));
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
        String file = container.runtime().equals("crio")
                ? "/run/containers/storage/overlay-containers/" + container.id() + "/userdata/config.json"
                : "/run/containerd/io.containerd.runtime.v2.task/"
                        + (container.pod().isPresent() ? "k8s.io/" : "default/") + container.id() + "/config.json";
        return files.json(file).flatMap(c -> value(c, "annotations")).flatMap(a -> text(a, key));
    }

    private Optional<String> name(Container container) {
        return switch (container.runtime()) {
            case "docker" ->
                files.json("/var/lib/docker/containers/" + container.id() + "/config.v2.json")
                        .flatMap(c -> value(c, "Name"))
                        .map(n -> n.toString().replaceFirst("^/", ""))
                        .filter(n -> NAME.matcher(n).matches());
            case "podman" ->
                files.json("/var/lib/containers/storage/overlay-containers/containers.json")
                        .flatMap(all -> podman(all, container.id()));
            case "containerd" -> annotation(container, "nerdctl/name");
            // the ids of these runtimes are names
            case "machine", "lxc", "runc", "crun", Container.UNIT -> Optional.of(container.id());
            default -> Optional.empty();
        };
    }

    private static Optional<String> podman(Object containers, String id) {
        return containers instanceof List<?> all
                ? all.stream()
                        .filter(c -> value(c, "id").filter(id::equals).isPresent())
                        .flatMap(c -> value(c, "names").stream())
                        .filter(names -> names instanceof List<?> list && !list.isEmpty())
                        .map(names -> ((List<?>) names).get(0).toString())
                        .filter(n -> NAME.matcher(n).matches())
                        .findFirst()
                : Optional.empty();
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
        return id.length() == 64 ? id.substring(0, SHORT) : id;
    }
}
