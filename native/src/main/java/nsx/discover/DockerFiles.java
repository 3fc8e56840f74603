package nsx.discover;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The files of docker's containers, in its usual directory, that of its snap, or the one that its settings name. */
final class DockerFiles {
    private static final String SETTINGS = "/etc/docker/daemon.json";

    private final TrustedFiles files;

    DockerFiles(TrustedFiles files) {
        this.files = files;
    }

    /** What docker noted of a container. */
    Optional<Object> config(String id) {
        return Stream.concat(chosen().stream(), Stream.of("/var/lib/docker", "/var/snap/docker/common/var-lib-docker"))
                .flatMap(root -> files.json(root + "/containers/" + id + "/config.v2.json").stream())
                .findFirst();
    }

    private Optional<String> chosen() {
        return files.json(SETTINGS)
                .map(settings -> settings instanceof Map<?, ?> map ? map.get("data-root") : null)
                .map(Object::toString)
                .filter(Predicate.not(root -> root.contains("..") || !root.startsWith("/")))
                .map(root -> root.replaceFirst("/+$", ""));
    }
}
