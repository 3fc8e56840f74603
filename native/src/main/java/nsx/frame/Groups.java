package nsx.frame;

import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;

/** Who wants which multicast: IGMP (RFC 1112, 2236, 3376) and MLD (RFC 2710, 3810). */
final class Groups {
    private static final int MOST = 4;
    private static final Map<Integer, String> CHANGES =
            Map.of(1, "include", 2, "exclude", 3, "to include", 4, "to exclude", 5, "allow", 6, "block");

    private Groups() {}

    static String igmp(Bytes in) {
        int type = in.u8();
        in.skip(3);
        return switch (type) {
            case 0x11 -> "query" + one(in.ip4(), "0.0.0.0");
            case 0x12 -> "v1 report " + in.ip4();
            case 0x16 -> "v2 report " + in.ip4();
            case 0x17 -> "leave " + in.ip4();
            case 0x22 -> "v3 report" + records(in, Bytes::ip4, 4);
            default -> "type " + type;
        };
    }

    /** After the checksum of ICMPv6: 130 a query, 131 a report, 132 done. */
    static String mld(int type, Bytes in) {
        in.skip(4);
        String group = one(in.ip6(), "::");
        return "multicast listener " + (type == 130 ? "query" : type == 131 ? "report" : "done") + group;
    }

    /** After the checksum of ICMPv6: a report of version 2. */
    static String mld2(Bytes in) {
        return records(in, Bytes::ip6, 16);
    }

    private static String one(String group, String all) {
        return group.equals(all) ? "" : " " + group;
    }

    private static String records(Bytes in, Function<Bytes, String> address, int size) {
        in.skip(2);
        int count = in.u16();
        StringJoiner records = new StringJoiner(", ", " ", count > MOST ? ", " + (count - MOST) + " more" : "");
        for (int i = 0; i < Math.min(count, MOST); i++) {
            int change = in.u8();
            int words = in.u8();
            int sources = in.u16();
            records.add(change(change, sources) + " " + address.apply(in) + from(sources));
            in.skip(sources * size + words * 4);
        }
        return count == 0 ? "" : records.toString();
    }

    /** Without sources, including none is to leave, and excluding none is to join. */
    private static String change(int change, int sources) {
        if (sources == 0 && (change == 2 || change == 4)) {
            return "join";
        }
        return sources == 0 && (change == 1 || change == 3) ? "leave" : CHANGES.getOrDefault(change, "type " + change);
    }

    private static String from(int sources) {
        return sources == 0 ? "" : " from " + sources + (sources == 1 ? " source" : " sources");
    }
}
