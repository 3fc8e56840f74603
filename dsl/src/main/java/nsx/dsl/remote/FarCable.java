package nsx.dsl.remote;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Session;
import nsx.dsl.shape.Columns;
import nsx.dsl.shape.Table;

/**
 * A cable between two hosts, {@code 'h1/a:eth0'} to {@code 'h2/b:eth0'}: a point-to-point VXLAN. Its number is
 * derived from the names of its ends, so that a second run finds it again.
 */
public final class FarCable {
    /** The UDP port of VXLAN (RFC 7348). */
    private static final int PORT = 4789;
    /** The bytes of Ethernet, IPv4, UDP and VXLAN in front of each frame; IPv6 needs 20 more. */
    private static final int OVERHEAD = 50;

    private static final int OVERHEAD_IPV6 = 70;

    private final Session session;
    private final End a;
    private final End b;
    private final int id;

    /**
     * An end of a cable.
     *
     * @param namespace empty for the namespace that nsx is started in there
     */
    private record End(Host host, String namespace, String device) {
        static End parse(Session session, String text) {
            int slash = text.indexOf('/');
            if (slash < 1) {
                throw new NsxException("'" + text + "' is not an end on a host")
                        .because("both ends of a cable between hosts name theirs")
                        .at(text)
                        .hint("such as: veth 'h1/a:eth0', 'h2/b:eth0'");
            }
            List<Host> hosts = Hosts.of(session).find(text.substring(0, slash));
            if (hosts.size() != 1) {
                throw new NsxException("'" + text + "' is not an end on one host").at(text);
            }
            String place = text.substring(slash + 1);
            int colon = place.indexOf(':');
            return new End(hosts.get(0), colon < 0 ? "" : place.substring(0, colon), place.substring(colon + 1));
        }

        @Override
        public String toString() {
            return host.name() + "/" + (namespace.isEmpty() ? "" : namespace + ":") + device;
        }
    }

    private FarCable(Session session, End a, End b) {
        this.session = session;
        this.a = a;
        this.b = b;
        CRC32 sum = new CRC32();
        Stream.of(a, b).map(End::toString).sorted().forEach(end -> sum.update((end + "\n").getBytes()));
        this.id = (int) (sum.getValue() % 0xffffff) + 1;
    }

    /** Whether the text names an end on another host. */
    public static boolean isEnd(Object text) {
        return text instanceof CharSequence && text.toString().indexOf('/') > 0;
    }

    /** Ensures the whole cable or nothing of it. Returns a row for each end. */
    public static Table<Map<String, Object>> ensure(Session session, String a, String b) {
        FarCable cable = new FarCable(session, End.parse(session, a), End.parse(session, b));
        if (cable.a.host().equals(cable.b.host())) {
            throw new NsxException("both ends are on " + cable.a.host().name())
                    .at(b)
                    .hint("on('" + cable.a.host().name() + "') { veth … } makes a cable there");
        }
        Map<End, Map<String, Object>> rows = new LinkedHashMap<>();
        session.call("atomic", new ActionBlock(session, () -> cable.ensure(rows)));
        return Table.of(List.of("host", "netns", "device", "id", "local", "remote", "mtu"), List.copyOf(rows.values()));
    }

    private void ensure(Map<End, Map<String, Object>> rows) {
        HostConnection first = Hosts.of(session).reach(session, a.host());
        HostConnection second = Hosts.of(session).reach(session, b.host());
        int mtu = Math.min(mtu(first, second.address()), mtu(second, first.address()));
        rows.put(a, ensure(first, a, second.address(), mtu));
        rows.put(b, ensure(second, b, first.address(), mtu));
    }

    /** The largest packet of the cable, derived from the MTU of the device towards the other host. */
    private static int mtu(HostConnection there, String remote) {
        if (remote.isEmpty()) {
            throw new NsxException("the address of the host opposite to " + there.host() + " is not known")
                    .because("its sshd does not set SSH_CONNECTION");
        }
        RemoteValue route = (RemoteValue) there.call("route.get", remote);
        RemoteValue device = (RemoteValue) there.look("link", route.getProperty("dev"));
        return (Integer) device.getProperty("mtu") - (remote.contains(":") ? OVERHEAD_IPV6 : OVERHEAD);
    }

    private Map<String, Object> ensure(HostConnection there, End end, String remote, int mtu) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("host", end.host().name());
        row.put("netns", end.namespace().isEmpty() ? null : end.namespace());
        row.put("device", end.device());
        row.put("id", id);
        row.put("local", there.address());
        row.put("remote", remote);
        row.put("mtu", mtu);
        Object place = end.namespace().isEmpty() ? there.word("host") : there.look("netns", end.namespace());
        RemoteValue namespace = (RemoteValue) place;
        if (find(namespace, end.device()) == null) {
            make(there, end, namespace, row);
        } else {
            agree(namespace, end);
        }
        RemoteValue device = (RemoteValue) namespace.invokeMethod("link", end.device());
        device.setProperty("mtu", mtu);
        return row;
    }

    private static Map<?, ?> find(RemoteValue namespace, String device) {
        Object links = namespace.invokeMethod("links", new Object[0]);
        return links instanceof Columns && links instanceof List<?> rows
                ? (Map<?, ?>) rows.stream()
                        .filter(row -> row instanceof Map<?, ?> link && device.equals(link.get("name")))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    /**
     * Creates one end: the VXLAN device is created where the tunnel's packets leave, and then moved to its namespace.
     */
    private void make(HostConnection there, End end, RemoteValue namespace, Map<String, Object> row) {
        String name = String.format("nsx%06x", id);
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("id", id);
        options.put("local", row.get("local"));
        options.put("remote", row.get("remote"));
        options.put("port", PORT);
        RemoteValue device = (RemoteValue) there.call("vxlan", options, name);
        if (!end.namespace().isEmpty()) {
            device.invokeMethod("move", namespace);
        }
        ((RemoteValue) namespace.invokeMethod("link", name)).invokeMethod("rename", end.device());
    }

    private void agree(RemoteValue namespace, End end) {
        RemoteValue device = (RemoteValue) namespace.invokeMethod("link", end.device());
        Object options = device.getProperty("options");
        Object number = options instanceof Map<?, ?> all ? all.get("id") : null;
        if (!"vxlan".equals(device.getProperty("kind")) || !Integer.valueOf(id).equals(number)) {
            throw new NsxException(end + " is there already")
                    .because("it is a " + Texts.of(device.getProperty("kind")) + " and not the cable between " + a
                            + " and " + b)
                    .at(end.toString());
        }
    }
}
