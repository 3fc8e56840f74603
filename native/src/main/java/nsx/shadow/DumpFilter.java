package nsx.shadow;

import java.util.Arrays;
import java.util.Map;
import nsx.netlink.Attributes;
import nsx.netlink.MessageAttribute;
import nsx.netlink.Request;
import nsx.netlink.Struct;
import nsx.rtnl.GlobalVlan;
import nsx.rtnl.Rtm;

/** Selects the objects that match a list request, which are those with the attributes of the request. */
final class DumpFilter {
    /** Attributes that have another name in the request than in the object. */
    private static final Map<String, String> FIELDS = Map.of("NDA_IFINDEX", "ndm_ifindex");

    private static final String[] COMPARED = {
        "ifa_family", "ifa_index", "rtm_family", "family", "ndm_family", "nfgen_family", "tcm_ifindex", "tcm_parent"
    };

    private DumpFilter() {}

    static boolean admits(Request request, Attributes row) {
        Struct.Value asked = request.body().header();
        boolean headed = Arrays.stream(COMPARED)
                .filter(asked.struct().fields()::contains)
                .allMatch(f ->
                        asked.number(f) == 0 || asked.number(f) == row.header().number(f));
        return headed
                && hasPriority(asked, row.header())
                && isBridge(asked) == isBridge(row.header())
                && (!request.type().equals(Rtm.GETVLAN) || GlobalVlan.isListed(request) == GlobalVlan.isIn(row))
                && has(request.body(), row);
    }

    /** Whether a filter has the priority that is in the upper half of its field. */
    private static boolean hasPriority(Struct.Value asked, Struct.Value row) {
        return !asked.struct().fields().contains("tcm_info")
                || asked.integer("tcm_info") >>> 16 == 0
                || asked.integer("tcm_info") >>> 16 == row.integer("tcm_info") >>> 16;
    }

    /** Whether the header requests forwarding tables, which are listed only on request (PF_BRIDGE). */
    private static boolean isBridge(Struct.Value header) {
        return header.struct().fields().contains("ndm_family") && header.number("ndm_family") == 7;
    }

    private static boolean has(Attributes wanted, Attributes row) {
        for (MessageAttribute entry : wanted) {
            String name = entry.attribute().kernelName();
            boolean same = switch (name) {
                case "BRIDGE_VLANDB_DUMP_FLAGS" -> true;
                case "IFLA_LINKINFO" ->
                    wanted.nested(name)
                            .string("IFLA_INFO_KIND", "")
                            .equals(row.nested(name).string("IFLA_INFO_KIND", ""));
                case "NDA_IFINDEX" -> wanted.number(name) == row.header().number(FIELDS.get(name));
                case "RTA_TABLE" ->
                    wanted.number(name) == row.number(name, row.header().number("rtm_table"));
                default -> wanted.value(name).equals(row.value(name));
            };
            if (!same) {
                return false;
            }
        }
        return true;
    }
}
