package nsx.dsl.plan;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import nsx.dsl.change.Operation;
import nsx.netlink.Request;
import nsx.nft.OwnTable;
import nsx.ns.NamespaceKind;

/**
 * The objects that an operation changes and the capabilities that it needs.
 *
 * @param what the kind of object, in one word
 * @param kind the kind of namespace that the object belongs to; null for the machine
 * @param capabilities the capabilities needed in the user namespace that owns that namespace (capabilities(7))
 */
record Footprint(String what, NamespaceKind kind, Set<Capability> capabilities) {
    private record Need(Pattern call, Footprint footprint) {}

    private static final List<Need> CALLS = List.of(
            need("timens_offsets", "clocks", null, Capability.SYS_ADMIN, Capability.SYS_TIME),
            need("\"/run/(netns|nsx)/", "names", NamespaceKind.MNT, Capability.SYS_ADMIN),
            need("^unshare\\(", "", null, Capability.SYS_ADMIN),
            need(
                    "^(u?mount|fsopen|open_tree|move_mount|mount_setattr)",
                    "mounts",
                    NamespaceKind.MNT,
                    Capability.SYS_ADMIN),
            need("^ioctl\\(/dev/net/tun", "devices", NamespaceKind.NET, Capability.NET_ADMIN),
            need("/proc/sys/net/", "sysctls", NamespaceKind.NET, Capability.NET_ADMIN),
            need("/proc/sys/kernel/(msg|sem|shm)|/proc/sys/fs/mqueue", "sysctls", NamespaceKind.IPC),
            need("/proc/sys/", "sysctls", null),
            need("^set(host|domain)name", "name", NamespaceKind.UTS, Capability.SYS_ADMIN),
            need("^(shm|msg|sem|mq_)", "ipc", NamespaceKind.IPC),
            need("^execve", "programs", null));

    private static Need need(String call, String what, NamespaceKind kind, Capability... capabilities) {
        Set<Capability> all = EnumSet.noneOf(Capability.class);
        all.addAll(List.of(capabilities));
        return new Need(Pattern.compile(call), new Footprint(what, kind, all));
    }

    static Footprint of(Request request) {
        String what = switch (request.type().name().replaceFirst("^(RTM|NFT_MSG)_(NEW|DEL)", "")) {
            case "LINK", "LINKPROP" -> "devices";
            case "ADDR" -> "addresses";
            case "ROUTE" -> "routes";
            case "RULE" -> request.protocol() == Request.NETFILTER ? own(request) : "rules";
            case "NEIGH" -> "neighbours";
            case "QDISC" -> "qdiscs";
            case "TCLASS" -> "classes";
            case "TFILTER" -> "filters";
            case "NEXTHOP" -> "nexthops";
            case "NSID" -> "nsids";
            default -> own(request);
        };
        return new Footprint(what, NamespaceKind.NET, EnumSet.of(Capability.NET_ADMIN));
    }

    private static String own(Request request) {
        String type = request.type().name();
        String attribute = type.endsWith("RULE")
                ? "NFTA_RULE_TABLE"
                : type.endsWith("CHAIN") ? "NFTA_CHAIN_TABLE" : type.endsWith("TABLE") ? "NFTA_TABLE_NAME" : "";
        boolean filters =
                !attribute.isEmpty() && request.body().string(attribute, "").equals(OwnTable.FILTER.text());
        return filters ? "filters" : "nat";
    }

    static Footprint of(Operation.Step step) {
        String text = step instanceof Operation.Start start ? start.text() : ((Operation.SystemCall) step).text();
        return CALLS.stream()
                .filter(rule -> rule.call.matcher(text).find())
                .map(Need::footprint)
                .findFirst()
                .orElse(new Footprint("files", null, EnumSet.noneOf(Capability.class)));
    }
}
