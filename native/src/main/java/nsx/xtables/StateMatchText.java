package nsx.xtables;

import java.util.List;

/**
 * Writes matches of what the kernel knows beside the packet in the words of iptables-save: the connection, the CPU, the
 * control group, the devices' groups.
 */
final class StateMatchText {
    private static final List<String> COUNTED = List.of("packets", "bytes", "avgpkt");
    private static final List<String> DIRECTIONS = List.of("original", "reply", "both");
    private static final int PATH = 4096;
    private static final int SHORT_PATH = 512;

    private StateMatchText() {}

    /** {@code struct xt_connbytes_info}: a range, from its last to its first number if it is inverted. */
    static Options bytes(Blob data) {
        long from = data.s64(0);
        long to = data.s64(8);
        boolean not = Long.compareUnsigned(from, to) > 0;
        long first = not ? to : from;
        long last = not ? from : to;
        String range =
                Long.toUnsignedString(first) + (last == 0 || last == -1 ? "" : ":" + Long.toUnsignedString(last));
        return data.u8(16) >= COUNTED.size() || data.u8(17) >= DIRECTIONS.size()
                ? Options.match("connbytes").addUnknown(true)
                : Options.match("connbytes")
                        .add(not, "--connbytes", range)
                        .add("--connbytes-mode", COUNTED.get(data.u8(16)))
                        .add("--connbytes-dir", DIRECTIONS.get(data.u8(17)));
    }

    /** {@code struct xt_connlabel_mtinfo}. */
    static Options label(Blob data) {
        int options = data.u16(2);
        return Options.match("connlabel")
                .add((options & 1) != 0, "--label", "\"" + data.u16(0) + '"')
                .addIf((options & 2) != 0, "--set", "");
    }

    /** {@code struct xt_cpu_info}. */
    static Options cpu(Blob data) {
        return Options.match("cpu").add(data.s32(4) != 0, "--cpu", data.u32(0));
    }

    /** {@code struct xt_devgroup_info}. */
    static Options groups(Blob data) {
        int flags = data.s32(0);
        Options text = Options.match("devgroup");
        if ((flags & 1) != 0) {
            text.add((flags & 2) != 0, "--src-group", Options.masked(data.s32(4), data.s32(8)));
        }
        if ((flags & 4) != 0) {
            text.add((flags & 8) != 0, "--dst-group", Options.masked(data.s32(12), data.s32(16)));
        }
        return text;
    }

    /** {@code struct xt_cgroup_info_v0}. */
    static Options group(Blob data) {
        return Options.match("cgroup").add(data.s32(4) != 0, "--cgroup", data.u32(0));
    }

    /** {@code struct xt_cgroup_info_v1}, whose number follows the path, or {@code v2}, where it is in its place. */
    static Options group(int revision, Blob data) {
        Options text = Options.match("cgroup");
        if (data.u8(0) != 0) {
            text.add(data.u8(2) != 0, "--path", SavedWords.text(data.text(4, revision == 1 ? PATH : SHORT_PATH)));
        }
        if (data.u8(1) != 0) {
            text.add(data.u8(3) != 0, "--cgroup", data.u32(revision == 1 ? 4 + PATH : 4));
        }
        return text;
    }

    /** {@code struct xt_cluster_match_info}. */
    static Options cluster(Blob data) {
        return Options.match("cluster")
                .add((data.s32(12) & 1) != 0, "--cluster-local-nodemask", wide(data.s32(4)))
                .add("--cluster-total-nodes", data.u32(0))
                .add("--cluster-hash-seed", wide(data.s32(8)));
    }

    private static String wide(int number) {
        return String.format("0x%08x", number);
    }

    /** {@code struct xt_realm_info}. */
    static Options realm(Blob data) {
        return Options.match("realm").add(data.u8(8) != 0, "--realm", Options.masked(data.s32(0), data.s32(4)));
    }

    /** {@code struct xt_quota_info}. */
    static Options quota(Blob data) {
        return Options.match("quota").add((data.s32(0) & 1) != 0, "--quota", Long.toUnsignedString(data.s64(8)));
    }

    /** {@code struct xt_osf_info}. */
    static Options system(Blob data) {
        int flags = data.s32(36);
        return Options.match("osf")
                .add((flags & 8) != 0, "--genre", SavedWords.name(data.text(0, 32)))
                .addIf((flags & 2) != 0, "--ttl", data.u32(44))
                .addIf((flags & 4) != 0, "--log", data.u32(40));
    }
}
