package nsx.dsl.checkup;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.sys.Files;
import nsx.sys.SysException;

/** The capabilities of this process, from CapEff in proc_pid_status(5). Source: capabilities(7). */
final class Capabilities {
    private static final String EFFECTIVE = "CapEff:";
    private static final String ROOT = "run nsx as root, or with --rootless";
    /** The needed capabilities by their number in linux/capability.h. */
    private static final Map<Integer, List<String>> NEEDED = Map.of(
            12, List.of("CAP_NET_ADMIN", "links, addresses, routes, filters"),
            13, List.of("CAP_NET_RAW", "ping, capture, arping"),
            19, List.of("CAP_SYS_PTRACE", "namespaces of others' processes"),
            21, List.of("CAP_SYS_ADMIN", "namespaces, mounts"));

    private Capabilities() {}

    static List<Requirement> look() {
        Optional<BigInteger> effective = effective();
        List<Requirement> all = new ArrayList<>();
        NEEDED.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(e -> {
            String name = e.getValue().get(0);
            String used = e.getValue().get(1);
            all.add(effective
                    .map(set -> Requirement.of(set.testBit(e.getKey()), name, used, ROOT))
                    .orElse(Requirement.unknown(name, used, "/proc does not tell the capabilities of nsx")));
        });
        return all;
    }

    private static Optional<BigInteger> effective() {
        try {
            return Files.readText("/proc/self/status")
                    .lines()
                    .filter(line -> line.startsWith(EFFECTIVE))
                    .map(line ->
                            new BigInteger(line.substring(EFFECTIVE.length()).strip(), 16))
                    .findFirst();
        } catch (SysException e) {
            return Optional.empty();
        }
    }
}
