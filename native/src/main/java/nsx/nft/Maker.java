package nsx.nft;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Guesses the program that created a chain from the names of the table and the chain. Any program can use those
 * names, so the result is only a hint.
 */
public final class Maker {
    private record Sign(String program, Pattern name) {
        static Sign of(String program, String name) {
            return new Sign(program, Pattern.compile(name));
        }
    }

    private static final List<Sign> TABLES = List.of(
            Sign.of("nsx", "nsx|nsx-filter|nsx_probe.*|nsx-probe.*"),
            Sign.of("firewalld", "firewalld"),
            Sign.of("podman", "netavark"),
            Sign.of("kube-proxy", "kube-proxy"),
            Sign.of("docker", "docker-bridges"),
            Sign.of("libvirt", "libvirt_network"),
            Sign.of("lxd", "lxd|incus"),
            Sign.of("fail2ban", "f2b-table"));

    private static final List<Sign> CHAINS = List.of(
            Sign.of("docker", "DOCKER(-.*)?"),
            Sign.of("kube-proxy", "KUBE-.*"),
            Sign.of("podman", "NETAVARK[-_].*|CNI-.*"),
            Sign.of("libvirt", "LIBVIRT_.*"),
            Sign.of("calico", "cali-.*"),
            Sign.of("cilium", "CILIUM_.*"),
            Sign.of("ufw", "ufw6?-.*"),
            Sign.of("fail2ban", "f2b-.*"));

    private Maker() {}

    /**
     * Returns the name of the program.
     *
     * @param leads the target chain of a rule, which identifies the program in a chain that all programs use; empty
     * for none
     */
    public static Optional<String> of(String table, String chain, String leads) {
        return find(TABLES, table).or(() -> find(CHAINS, chain)).or(() -> find(CHAINS, leads));
    }

    private static Optional<String> find(List<Sign> signs, String name) {
        return signs.stream()
                .filter(s -> s.name.matcher(name).matches())
                .map(Sign::program)
                .findFirst();
    }
}
