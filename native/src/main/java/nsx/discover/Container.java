package nsx.discover;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The container of a process, by its control group. Only groups that root alone can create are trusted: each form
 * begins at the root of the tree, outside subtrees delegated to users. The exceptions are a user's own podman and
 * flatpak, whose groups have the user's number.
 *
 * @param runtime docker, podman, containerd, crio, runc, crun, machine, lxc, unit, podman-1000, flatpak-1000
 * @param id 64 hexadecimal digits, or the name for runtimes without ids
 * @param pod the id of the pod around it
 */
record Container(String runtime, String id, Optional<String> pod) {
    /** The runtime of a service of systemd, which is not a container. */
    static final String UNIT = "unit";

    /** The runtime of an app of flatpak, before the number of its user. */
    static final String FLATPAK = "flatpak-";

    private static final String HEX = "[0-9a-f]{64}";
    private static final String ID = "(" + HEX + ")";
    /** The group of a pod of podman, which has the id of the pod. */
    private static final String IN_POD = "(?:" + HEX + "/)?";

    private static final String END = "(?:/.*)?";
    private static final String NAME = "([A-Za-z0-9][A-Za-z0-9_.-]*)";

    /** A form of path whose pattern captures the id. */
    private record Form(String runtime, Pattern path) {
        static Form of(String runtime, String path) {
            return new Form(runtime, Pattern.compile(path));
        }

        Optional<Container> read(String text) {
            Matcher matcher = path.matcher(text);
            return matcher.matches()
                    ? Optional.of(new Container(runtime, matcher.group(1), Optional.empty()))
                    : Optional.empty();
        }
    }

    private static final Pattern POD = Pattern.compile("/kubepods(?:\\.slice)?/(?:[a-z.-]+/)?(?:[a-z-]+)?pod"
            + "([0-9a-f]{8}(?:[-_]?[0-9a-f]{4}){3}[-_]?[0-9a-f]{12})(?:\\.slice)?"
            + "/(?:(docker|cri-containerd|crio)-)?" + ID + "(?:\\.scope)?" + END);
    private static final Pattern OWN_PODMAN =
            Pattern.compile("/user\\.slice/user-(\\d+)\\.slice/user@\\1\\.service/(?:[^/]+/)*libpod-(?:payload-)?" + ID
                    + "(?:\\.scope)?" + END);
    /** The scope that flatpak makes for an app, with the app's id and a process number. */
    private static final Pattern OWN_FLATPAK =
            Pattern.compile("/user\\.slice/user-(\\d+)\\.slice/user@\\1\\.service/(?:[^/]+/)*app-flatpak-(" + NAME
                    + "-\\d+)\\.scope" + END);

    private static final List<Form> FORMS = List.of(
            Form.of("docker", "/docker/" + ID + END),
            Form.of("docker", "/system\\.slice/docker-" + ID + "\\.scope" + END),
            Form.of("podman", "/libpod_parent/" + IN_POD + "libpod-" + ID + END),
            Form.of(
                    "podman",
                    "/machine\\.slice/(?:machine-libpod_pod_" + HEX + "\\.slice/)?libpod-" + ID + "\\.scope" + END),
            Form.of("containerd", "/system\\.slice/nerdctl-" + ID + "\\.scope" + END),
            Form.of("crio", "/system\\.slice/crio-" + ID + "\\.scope" + END),
            Form.of("crio", "/crio/crio-" + ID + END),
            Form.of("machine", "/machine\\.slice/systemd-nspawn@" + NAME + "\\.service" + END),
            Form.of("machine", "/machine\\.slice/machine-" + NAME + "\\.scope" + END),
            Form.of("lxc", "/lxc/" + NAME + END),
            Form.of("lxc", "/lxc\\.payload[./]" + NAME + END));

    /**
     * The form of a service. Slices outside that of the users are created by root; groups below a service may be the
     * service's own.
     */
    private static final Form SERVICE =
            Form.of(UNIT, "/(?!user\\.slice/)(?:[A-Za-z0-9:_.-]+\\.slice/)+([A-Za-z0-9:_.@-]+\\.service)" + END);

    /** Whether processes outside of its namespaces are in its group too, such as those that set it up. */
    boolean isLoose() {
        return runtime.startsWith(FLATPAK);
    }

    /** The outermost container of a process, or its systemd service; empty if the process is in neither. */
    static Optional<Container> parse(String cgroup) {
        List<String> paths = cgroup.lines()
                .map(Container::path)
                .filter(path -> path.length() > 1)
                .toList();
        return paths.stream()
                .flatMap(path -> ofPath(path).stream())
                .findFirst()
                .or(() -> paths.stream()
                        .flatMap(path -> SERVICE.read(path).stream())
                        .findFirst());
    }

    /** The path in a line HIERARCHY:CONTROLLERS:PATH (cgroups(7)); systemd writes a hyphen within a name as \x2d. */
    private static String path(String line) {
        int colon = line.indexOf(':', line.indexOf(':') + 1);
        return line.substring(colon + 1).replace("\\x2d", "-");
    }

    private static Optional<Container> ofPath(String path) {
        Matcher pod = POD.matcher(path);
        if (pod.matches()) {
            String runtime =
                    pod.group(2) == null || pod.group(2).equals("cri-containerd") ? "containerd" : pod.group(2);
            return Optional.of(new Container(
                    runtime, pod.group(3), Optional.of(pod.group(1).replace('_', '-'))));
        }
        Matcher podman = OWN_PODMAN.matcher(path);
        if (podman.matches()) {
            return Optional.of(new Container("podman-" + podman.group(1), podman.group(2), Optional.empty()));
        }
        Matcher flatpak = OWN_FLATPAK.matcher(path);
        if (flatpak.matches()) {
            return Optional.of(new Container(FLATPAK + flatpak.group(1), flatpak.group(2), Optional.empty()));
        }
        return FORMS.stream().flatMap(f -> f.read(path).stream()).findFirst();
    }
}
