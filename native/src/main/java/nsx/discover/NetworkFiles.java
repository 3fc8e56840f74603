package nsx.discover;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nsx.netlink.Ip;

/**
 * Finds the networks and published ports of containers in the files of docker, netavark (podman) and libcni (podman,
 * nerdctl, containerd, CRI-O). What is malformed in a file is left out.
 */
final class NetworkFiles {
    private static final String NETAVARK = "/run/containers/networks/firewall/ports";
    private static final String CNI = "/var/lib/cni/results";
    /** The runtimes whose ids root alone gives; a user's own podman could use the id of another container. */
    private static final Set<String> NOTING = Set.of("podman", "containerd", "crio", "crun", "runc");

    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");
    private static final Set<String> PROTOCOLS = Set.of("tcp", "udp", "sctp");
    private static final int LAST_PORT = 0xffff;

    private final TrustedFiles files;
    private final DockerFiles docker;
    private final Map<String, List<String>> names = new HashMap<>();

    NetworkFiles(TrustedFiles files, DockerFiles docker) {
        this.files = files;
        this.docker = docker;
    }

    /**
     * What the files tell of a container.
     *
     * @param id 64 hexadecimal digits; of another id nothing is known
     */
    ContainerNetwork of(String runtime, String id) {
        if (!ID.matcher(id).matches()) {
            return ContainerNetwork.NONE;
        }
        return runtime.equals("docker") ? docker(id) : NOTING.contains(runtime) ? noted(id) : ContainerNetwork.NONE;
    }

    private ContainerNetwork noted(String id) {
        List<String> networks = new ArrayList<>();
        List<PublishedPort> ports = new ArrayList<>();
        entries(NETAVARK, "_" + id)
                .filter(e -> id.equals(e.get("container_id")))
                .forEach(e -> {
                    name(e.get("network_name")).forEach(networks::add);
                    mappings(e.get("port_mappings"), "host_ip", "host_port", "container_port")
                            .forEach(ports::add);
                });
        // nerdctl puts the name of its containerd namespace before the id
        entries(CNI, id)
                .filter(e -> ("-" + e.get("containerId")).endsWith("-" + id))
                .forEach(e -> {
                    name(e.get("networkName")).forEach(networks::add);
                    mappings(map(e.get("capabilityArgs")).get("portMappings"), "hostIP", "hostPort", "containerPort")
                            .forEach(ports::add);
                });
        return new ContainerNetwork(networks, ports);
    }

    /** The files of a directory whose names contain a text, as JSON. */
    private Stream<Map<?, ?>> entries(String directory, String part) {
        return names.computeIfAbsent(directory, files::names).stream()
                .filter(name -> name.contains(part))
                .flatMap(name -> files.json(directory + "/" + name).stream())
                .map(NetworkFiles::map);
    }

    private ContainerNetwork docker(String id) {
        Map<?, ?> settings = docker.config(id)
                .<Map<?, ?>>map(c -> map(map(c).get("NetworkSettings")))
                .orElse(Map.of());
        List<PublishedPort> ports = new ArrayList<>();
        map(settings.get("Ports")).forEach((inside, bindings) -> {
            String[] parts = inside.toString().split("/", 2);
            list(bindings)
                    .map(NetworkFiles::map)
                    .flatMap(b -> ports(
                            parts.length == 2 ? parts[1] : "tcp",
                            b.get("HostIp"),
                            number(b.get("HostPort")),
                            number(parts[0]),
                            1))
                    .forEach(ports::add);
        });
        return new ContainerNetwork(
                map(settings.get("Networks")).keySet().stream()
                        .flatMap(NetworkFiles::name)
                        .toList(),
                ports);
    }

    /** Reads a list of mappings whose keys have these names. */
    private static Stream<PublishedPort> mappings(Object list, String address, String port, String to) {
        return list(list).map(NetworkFiles::map).flatMap(m -> {
            int count = m.containsKey("range") ? Math.max(1, number(m.get("range"))) : 1;
            return Stream.of(String.valueOf(m.get("protocol")).split(","))
                    .flatMap(
                            protocol -> ports(protocol, m.get(address), number(m.get(port)), number(m.get(to)), count));
        });
    }

    /** The ports of a mapping; none if it makes no sense. */
    private static Stream<PublishedPort> ports(String protocol, Object address, int port, int to, int count) {
        boolean right = PROTOCOLS.contains(protocol)
                && IntStream.of(port, to).allMatch(p -> p > 0 && count <= LAST_PORT - p + 1);
        if (!right) {
            return Stream.empty();
        }
        if (address == null || address.equals("")) {
            return Stream.of(new PublishedPort(protocol, Optional.empty(), port, to, count));
        }
        try {
            Optional<InetAddress> host =
                    Optional.of(Ip.parse(address.toString())).filter(a -> !a.isAnyLocalAddress());
            return Stream.of(new PublishedPort(protocol, host, port, to, count));
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }

    /** A port or a count, which some programs write as text; 0 if it is none. */
    private static int number(Object value) {
        if (value instanceof Number number) {
            double exact = number.doubleValue();
            return exact >= 1 && exact <= LAST_PORT && exact == Math.rint(exact) ? (int) exact : 0;
        }
        return value instanceof String text && text.matches("[0-9]{1,5}") ? number(Integer.valueOf(text)) : 0;
    }

    private static Stream<String> name(Object value) {
        return Stream.of(String.valueOf(value))
                .filter(n ->
                        value instanceof String && RuntimeState.NAME.matcher(n).matches());
    }

    private static Map<?, ?> map(Object json) {
        return json instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Stream<?> list(Object json) {
        return json instanceof List<?> list ? list.stream() : Stream.empty();
    }
}
