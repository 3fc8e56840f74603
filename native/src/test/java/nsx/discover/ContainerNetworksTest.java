package nsx.discover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nsx.ns.NamespaceId;
import nsx.ns.NamespaceKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees of state as the programs leave them. */
class ContainerNetworksTest {
    private static final String ID = "be579f58c52b8a7924b0a99fd58bb280a382cf3855426a949456d29979a6f0ff";
    private static final String OTHER = "0123456789abcdef".repeat(4);
    private static final String POD = "/kubepods/pod12345678-1234-1234-1234-123456789abc/";
    private static final String DOCKER = "var/lib/docker/containers/" + ID + "/config.v2.json";
    private static final NamespaceId NET = new NamespaceId(4, 7);

    @TempDir
    Path root;

    @TempDir
    Path proc;

    private void write(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
    }

    /** What is told of a namespace whose processes are in these control groups. */
    private ContainerNetwork of(String... groups) throws IOException {
        return of(Set.of(), groups);
    }

    private ContainerNetwork of(Set<NamespaceLink> own, String... groups) throws IOException {
        for (int i = 0; i < groups.length; i++) {
            Files.createDirectories(proc.resolve("" + (i + 10)));
            Files.writeString(proc.resolve(i + 10 + "/cgroup"), "0::" + groups[i] + "\n");
        }
        NamespaceNode node = new NamespaceNode(
                NamespaceKind.NET,
                NET,
                List.of(),
                IntStream.range(10, 10 + groups.length)
                        .<Holder>mapToObj(Holder.Process::new)
                        .toList(),
                Optional.empty(),
                Optional.empty());
        Map<NamespaceId, ContainerNetwork> all =
                ContainerNetworks.of(proc.toString(), List.of(node), new RuntimeState(root.toString()), own);
        return all.getOrDefault(NET, ContainerNetwork.NONE);
    }

    private static void told(String networks, String ports, ContainerNetwork network) {
        assertEquals(networks, String.join(", ", network.networks()));
        assertEquals(ports, network.ports().stream().map(PublishedPort::text).collect(Collectors.joining(", ")));
    }

    private static String cached(String id, String network, String mappings) {
        return "{\"kind\":\"cniCacheV1\",\"containerId\":\"" + id + "\",\"config\":\"ewp9\",\"ifName\":\"eth0\","
                + "\"networkName\":\"" + network + "\",\"cniArgs\":[[\"IgnoreUnknown\",\"1\"]],"
                + "\"capabilityArgs\":{\"aliases\":{},\"portMappings\":" + mappings + "},"
                + "\"result\":{\"cniVersion\":\"0.4.0\",\"dns\":{},\"ips\":[{\"address\":\"10.88.0.2/16\"}]}}";
    }

    private static String docker(String networks, String ports) {
        return "{\"State\":{\"Running\":true},\"Name\":\"/web\",\"NetworkSettings\":{\"Bridge\":\"\",\"Networks\":"
                + networks + ",\"Ports\":" + ports + "}}";
    }

    @Test
    void dockerTellsNetworksAndPorts() throws IOException {
        String all = "[{\"HostIp\":\"0.0.0.0\",\"HostPort\":\"8080\"},{\"HostIp\":\"::\",\"HostPort\":\"8080\"}]";
        write(
                DOCKER,
                docker(
                        "{\"shop_default\":{\"IPAddress\":\"172.18.0.2\"},\"bridge\":{}}",
                        "{\"80/tcp\":" + all + ",\"443/tcp\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"8443\"}],"
                                + "\"53/udp\":[{\"HostIp\":\"::1\",\"HostPort\":\"5353\"}],\"90/tcp\":null}"));
        told(
                "bridge, shop_default",
                "tcp 8080 to 80, tcp 127.0.0.1:8443 to 443, udp [::1]:5353 to 53",
                of("/system.slice/docker-" + ID + ".scope"));
    }

    @Test
    void podmanTellsThemInTheCacheOfItsPlugins() throws IOException {
        write(
                "var/lib/cni/results/podman-" + ID + "-eth0",
                cached(
                        ID,
                        "podman",
                        "[{\"hostPort\":8080,\"containerPort\":80,\"protocol\":\"tcp\"},"
                                + "{\"hostPort\":9001,\"containerPort\":91,\"protocol\":\"udp\",\"hostIP\":\"127.0.0.1\"},"
                                + "{\"hostPort\":9000,\"containerPort\":90,\"protocol\":\"udp\",\"hostIP\":\"127.0.0.1\"},"
                                + "{\"hostPort\":9002,\"containerPort\":80,\"protocol\":\"udp\",\"hostIP\":\"127.0.0.1\"}]"));
        write("var/lib/cni/results/back-" + ID + "-eth1", cached(ID, "back", "null"));
        write("var/lib/cni/results/front-" + OTHER + "-eth0", cached(OTHER, "front", "[]"));
        told(
                "back, podman",
                "tcp 8080 to 80, udp 127.0.0.1:9000-9001 to 90-91, udp 127.0.0.1:9002 to 80",
                of("/machine.slice/libpod-" + ID + ".scope/container"));
    }

    @Test
    void podmanTellsThemInTheStateOfNetavark() throws IOException {
        write(
                "run/containers/networks/firewall/ports/2f259bab93aa_" + ID,
                "{\"container_id\":\"" + ID + "\",\"port_mappings\":[{\"container_port\":80,\"host_ip\":\"\","
                        + "\"host_port\":8080,\"protocol\":\"tcp,udp\",\"range\":3}],\"network_name\":\"podman\","
                        + "\"container_ip_v4\":\"10.88.0.2\",\"subnet_v4\":\"10.88.0.0/16\",\"dns_port\":53}");
        told("podman", "tcp 8080-8082 to 80-82, udp 8080-8082 to 80-82", of("/libpod_parent/libpod-" + ID));
    }

    @Test
    void nerdctlPutsANamespaceBeforeTheId() throws IOException {
        write(
                "var/lib/cni/results/bridge-default-" + ID + "-eth0",
                cached("default-" + ID, "bridge", "[{\"hostPort\":80,\"containerPort\":80,\"protocol\":\"tcp\"}]"));
        told("bridge", "tcp 80 to 80", of("/system.slice/nerdctl-" + ID + ".scope"));
    }

    @Test
    void aPodHasThoseOfItsSandbox() throws IOException {
        write(
                "run/containerd/io.containerd.runtime.v2.task/k8s.io/" + ID + "/config.json",
                "{\"annotations\":{\"io.kubernetes.cri.sandbox-id\":\"" + OTHER + "\"}}");
        write(
                "run/containers/storage/overlay-containers/" + ID + "/userdata/config.json",
                "{\"annotations\":{\"io.kubernetes.cri-o.SandboxID\":\"" + OTHER + "\"}}");
        write(
                "var/lib/cni/results/k8s-pod-network-" + OTHER + "-eth0",
                cached(OTHER, "k8s-pod-network", "[{\"hostPort\":80,\"containerPort\":8080,\"protocol\":\"tcp\"}]"));
        told("k8s-pod-network", "tcp 80 to 8080", of(POD + ID));
        told("k8s-pod-network", "tcp 80 to 8080", of(POD + "crio-" + ID));
    }

    @Test
    void whoJoinsANamespaceHasTheNetworkOfItsMaker() throws IOException {
        write(DOCKER, docker("{\"bridge\":{}}", "{}"));
        write(DOCKER.replace(ID, OTHER), docker("{}", "{}"));
        told("bridge", "", of("/docker/" + OTHER, "/docker/" + ID));
    }

    @Test
    void aNamespaceOfNoContainerAndOurOwnHaveNone() throws IOException {
        write(DOCKER, docker("{\"host\":{}}", "{}"));
        told("", "", of("/init.scope", "/docker/" + ID));
        told("", "", of(Set.of(new NamespaceLink(NamespaceKind.NET, NET.inode())), "/docker/" + ID));
        told("host", "", of("/docker/" + ID));
    }

    @Test
    void aUserCannotClaimTheNetworkOfAContainerOfRoot() throws IOException {
        write("var/lib/cni/results/podman-" + ID + "-eth0", cached(ID, "podman", "[]"));
        told("", "", of("/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-" + ID + ".scope"));
        told("podman", "", of("/machine.slice/libpod-" + ID + ".scope"));
    }

    @Test
    void whatOthersCouldHaveWrittenIsNotBelieved() throws IOException {
        write(DOCKER, docker("{\"bridge\":{}}", "{}"));
        Files.setPosixFilePermissions(root.resolve(DOCKER), PosixFilePermissions.fromString("rw-rw-rw-"));
        told("", "", of("/docker/" + ID));
        String cache = "var/lib/cni/results/podman-" + ID + "-eth0";
        write(cache, cached(ID, "podman", "[]"));
        Files.setPosixFilePermissions(root.resolve(cache).getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
        told("", "", of("/libpod_parent/libpod-" + ID));
    }

    @Test
    void aFileThatTellsOfAnotherContainerIsNotItsOwn() throws IOException {
        write("var/lib/cni/results/podman-" + ID + "-eth0", cached(OTHER, "podman", "[]"));
        write(
                "run/containers/networks/firewall/ports/x_" + ID,
                "{\"container_id\":\"" + OTHER + "\",\"network_name\":\"podman\"}");
        told("", "", of("/libpod_parent/libpod-" + ID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "[]",
                "{\"80/tcp\":7,\"81/tcp\":[7],\"82/tcp\":{}}",
                "{\"80\\u001b/tcp\":[{\"HostPort\":\"1\"}],\"80/\\u001b\":[{\"HostPort\":\"1\"}]}",
                "{\"0/tcp\":[{\"HostPort\":\"1\"}],\"65536/tcp\":[{\"HostPort\":\"1\"}],\"/\":[{\"HostPort\":\"1\"}]}",
                "{\"80/tcp\":[{\"HostPort\":\"\"},{\"HostPort\":-1},{\"HostPort\":1e99},{\"HostPort\":1.5},{}]}",
                "{\"80/tcp\":[{\"HostPort\":\"1\",\"HostIp\":\"evil\\u001b\"},{\"HostPort\":\"1\",\"HostIp\":{}}]}"
            })
    void whatMakesNoSenseIsLeftOut(String ports) throws IOException {
        write(DOCKER, docker("{\"bridge\":null,\"\\u001b[2J\":{},\"\":{}}", ports));
        told("bridge", "", of("/docker/" + ID));
    }

    @Test
    void aRangeThatLeavesThePortsIsLeftOut() throws IOException {
        String mapping =
                "{\"container_port\":80,\"host_ip\":null,\"host_port\":65535,\"protocol\":\"tcp\",\"range\":%s}";
        write(
                "run/containers/networks/firewall/ports/x_" + ID,
                "{\"container_id\":\"" + ID + "\",\"network_name\":7,\"port_mappings\":[" + mapping.formatted("2") + ","
                        + mapping.formatted("1e99") + "]}");
        told("", "tcp 65535 to 80", of("/libpod_parent/libpod-" + ID));
    }

    @Test
    void tensOfThousandsOfPortsAreOneRangeAndAFileTooLargeIsNotRead() throws IOException {
        String all = IntStream.rangeClosed(1, 20_000)
                .mapToObj(p -> "\"" + p + "/tcp\":[{\"HostIp\":\"0.0.0.0\",\"HostPort\":\"" + (p + 20_000) + "\"}]")
                .collect(Collectors.joining(",", "{", "}"));
        write(DOCKER, docker("{\"bridge\":{}}", all));
        told("bridge", "tcp 20001-40000 to 1-20000", of("/docker/" + ID));
        write(DOCKER, docker("{\"bridge\":{}}", all) + " ".repeat(4 << 20));
        told("", "", of("/docker/" + ID));
    }
}
