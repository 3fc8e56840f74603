package nsx.counters;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nsx.sys.Files;
import nsx.sys.SysException;

/** All counters of a network namespace at one moment, by the names of nstat(8): {@code TcpExtListenOverflows}. */
public final class Counters {
    /** Counters that are current states rather than counts. */
    private static final Set<String> STATES = Set.of(
            "IpForwarding",
            "IpDefaultTTL",
            "TcpRtoAlgorithm",
            "TcpRtoMin",
            "TcpRtoMax",
            "TcpMaxConn",
            "TcpCurrEstab",
            "MPTcpExtMPCurrEstab");

    private static final String DIRECTORY = "/proc/thread-self/net/";
    private static final int LARGEST = 1 << 20;

    private Counters() {}

    /** The counters of the calling thread's network namespace. A kernel without IPv6 lacks some. */
    public static Map<String, Long> read() {
        Map<String, Long> all = new LinkedHashMap<>();
        for (String file : List.of("snmp", "netstat", "snmp6")) {
            try {
                all.putAll(parse(Files.readText(DIRECTORY + file, LARGEST)));
            } catch (SysException e) {
                continue;
            }
        }
        return all;
    }

    /**
     * Parses one of the files, which have either a line of names before a line of numbers or a name and a number in
     * each line.
     */
    static Map<String, Long> parse(String text) {
        Map<String, Long> all = new LinkedHashMap<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String[] names = lines.get(i).strip().split("\\s+");
            if (names[0].endsWith(":") && i + 1 < lines.size()) {
                String[] values = lines.get(++i).strip().split("\\s+");
                String protocol = names[0].substring(0, names[0].length() - 1);
                for (int k = 1; k < Math.min(names.length, values.length); k++) {
                    put(all, protocol + names[k], values[k]);
                }
            } else if (names.length == 2) {
                put(all, names[0], names[1]);
            }
        }
        return all;
    }

    private static void put(Map<String, Long> all, String name, String value) {
        if (!STATES.contains(name) && value.matches("\\d{1,20}")) {
            all.put(name, Long.parseUnsignedLong(value));
        }
    }
}
