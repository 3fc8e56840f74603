package nsx.dsl.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nsx.dsl.op.Sysctl;
import nsx.dsl.plan.PlannedOperation;
import nsx.dsl.unit.Literal;
import nsx.sys.Files;
import nsx.sys.Stat;
import nsx.sys.SysException;

/** The kernel parameters of a network namespace that differ from those of a new one. */
final class KernelParameters {
    private static final String NET = "net/";
    private static final String ROOT = "/proc/sys/";
    /** The files in the per-device directories of parameters, beside {@code all} and {@code default}. */
    private static final Pattern OF_DEVICE = Pattern.compile("(net/ipv[46]/(?:conf|neigh)/)([^/]+)/(.+)");

    /**
     * The parameters that the kernel copies from {@code all} to each device (net/ipv4/devinet.c,
     * net/ipv6/addrconf.c).
     */
    private static final Set<String> COPIED = Set.of(
            "net/ipv4/conf/forwarding",
            "net/ipv6/conf/forwarding",
            "net/ipv6/conf/disable_ipv6",
            "net/ipv6/conf/ignore_routes_with_linkdown");

    /** Parameters that repeat another one in other units or under another name, or follow from other settings. */
    private static final Pattern IMPLIED = Pattern.compile(
            "net/ipv[46]/neigh/[^/]+/(base_reachable_time|retrans_time)|net/ipv6/conf/[^/]+/(mtu|stable_secret)|.*/flush"
                    + "|net/ipv4/conf/(all|default)/forwarding|net/ipv4/neigh/[^/]+/unres_qlen|net/ipv6/neigh/[^/]+/unres_qlen");

    private static final Pattern WRITTEN = Pattern.compile("/proc/sys/(net/[^\"]+)\"[^\"]*\"([^\"]*)\"");

    private static final int WRITABLE = 0222;

    private KernelParameters() {}

    /** Reads the parameters of the calling thread's network namespace, by path below /proc/sys. */
    static Map<String, String> read() {
        Map<String, String> all = new TreeMap<>();
        read(NET + "core", all);
        read(NET + "ipv4", all);
        read(NET + "ipv6", all);
        read(NET + "netfilter", all);
        read(NET + "unix", all);
        return all;
    }

    private static void read(String directory, Map<String, String> all) {
        for (String name : Files.names(ROOT + directory)) {
            String path = directory + "/" + name;
            try {
                Stat stat = Files.stat(ROOT + path);
                if (stat.isDirectory()) {
                    read(path, all);
                } else if ((stat.permissions() & WRITABLE) != 0
                        && !IMPLIED.matcher(path).matches()) {
                    all.put(
                            path,
                            Files.readText(ROOT + path, Files.SMALL).strip().replaceAll("\\s+", " "));
                }
            } catch (SysException e) {
                // gone with its device, or a write-only parameter
                continue;
            }
        }
    }

    /** The parameters that a plan's operations set, by context and path below /proc/sys. */
    static Map<String, Map<String, String>> noted(List<PlannedOperation> operations) {
        Map<String, Map<String, String>> noted = new HashMap<>();
        for (PlannedOperation operation : operations) {
            Matcher write = WRITTEN.matcher(String.join("\n", operation.calls()));
            if (write.find()) {
                noted.computeIfAbsent(operation.where(), w -> new HashMap<>()).put(write.group(1), write.group(2));
            }
        }
        return noted;
    }

    /**
     * The lines for differing parameters: first those without a device, then those of devices.
     *
     * @param loopback the name of the loopback device
     */
    static List<Line> lines(
            String place,
            Map<String, String> is,
            Map<String, String> usual,
            Set<String> devices,
            String loopback,
            boolean general) {
        List<Line> lines = new ArrayList<>();
        if (usual.isEmpty()) {
            return lines;
        }
        is.forEach((path, value) -> {
            Matcher of = OF_DEVICE.matcher(path);
            if (!of.matches()) {
                boolean forwards = path.equals("net/ipv4/ip_forward") && !devices.isEmpty();
                if ((general || forwards) && !value.equals(usual.getOrDefault(path, value))) {
                    lines.add(line(place, path, value, usual.get(path)));
                }
                return;
            }
            boolean shared = of.group(2).equals("all") || of.group(2).equals("default");
            boolean asked = shared ? general : devices.contains(of.group(2));
            String expected = expected(of, is, usual, loopback, value);
            if (asked && !value.equals(expected)) {
                lines.add(line(place, path, value, expected));
            }
        });
        return lines;
    }

    /**
     * The default of a device's parameter: the value of {@code all} if that is copied, otherwise that of a new
     * device.
     */
    private static String expected(
            Matcher of, Map<String, String> is, Map<String, String> usual, String loopback, String otherwise) {
        String device = of.group(2);
        String family = of.group(1);
        String leaf = of.group(3);
        if (COPIED.contains(family + leaf) && !device.equals("all")) {
            // IPv4 has another name for it
            String all = is.get(family.startsWith("net/ipv4") ? "net/ipv4/ip_forward" : family + "all/" + leaf);
            return all == null ? otherwise : all;
        }
        if (family.equals("net/ipv4/conf/") && device.equals("all") && leaf.equals("accept_redirects")) {
            // a router does not accept redirects (net/ipv4/devinet.c, inet_forward_change)
            String forwards = is.getOrDefault("net/ipv4/ip_forward", "0");
            return forwards.equals(usual.get("net/ipv4/ip_forward"))
                    ? usual.getOrDefault(of.group(), otherwise)
                    : forwards.equals("0") ? "1" : "0";
        }
        String like = device.equals("all") ? device : device.equals(loopback) ? "lo" : "default";
        return usual.getOrDefault(family + like + "/" + leaf, otherwise);
    }

    private static Line line(String place, String path, String value, String usual) {
        String name = new Sysctl(path).name();
        return Line.of(place, "sysctl", name, set(name, value), set(name, usual));
    }

    private static String set(String name, String value) {
        Object said = value.matches("-?\\d{1,9}") ? (Object) Long.valueOf(value) : value;
        return "sysctl " + Literal.quoted(name) + ", " + Literal.of(said);
    }
}
