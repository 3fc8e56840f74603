package nsx.discover;

import java.util.List;

/**
 * The part of a container in the networks of its runtime.
 *
 * @param networks the names of the runtime's networks that the container is in
 * @param ports the ports of the host that lead to it, those that follow each other as one range
 */
public record ContainerNetwork(List<String> networks, List<PublishedPort> ports) {
    /** What is known of a container that no file tells of. */
    public static final ContainerNetwork NONE = new ContainerNetwork(List.of(), List.of());

    public ContainerNetwork {
        networks = networks.stream().distinct().sorted().toList();
        ports = PublishedPort.joined(ports);
    }
}
