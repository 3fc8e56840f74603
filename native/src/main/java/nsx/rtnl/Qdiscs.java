package nsx.rtnl;

import static nsx.rtnl.QdiscTable.TCMSG;

import nsx.netlink.Attributes;
import nsx.netlink.Flags;
import nsx.netlink.Request;
import nsx.netlink.Struct;

/**
 * Requests about root qdiscs; answers are {@link Qdisc#decode}. A kind that the kernel lacks is ENOENT, "Specified
 * qdisc kind is unknown".
 */
public final class Qdiscs {
    /** As tc sends it: the version of htb, and the quantum of classes that set none. */
    private static final int HTB_VERSION = 3;

    private static final int RATE_TO_QUANTUM = 10;

    private Qdiscs() {}

    public static Request tbf(int index, Tbf tbf, Psched clock) {
        return replace(index, "tbf", 0, tbf.encode(clock));
    }

    public static Request netem(int index, Netem netem, Psched clock) {
        return replace(index, "netem", 0, netem.encode(clock));
    }

    /**
     * A hierarchy without classes yet.
     *
     * @param major of the handle, such as 1 for {@code 1:}
     * @param defaultClass minor number of the class for what no filter matches
     */
    public static Request htb(int index, int major, int defaultClass) {
        Struct.Value init = QdiscTable.HTB_GLOB
                .with("version", HTB_VERSION)
                .with("rate2quantum", RATE_TO_QUANTUM)
                .with("defcls", defaultClass);
        return replace(index, "htb", major << 16, Attributes.of(QdiscTable.HTB).put("TCA_HTB_INIT", init));
    }

    /** A kind without options, such as pfifo_fast or fq_codel. */
    public static Request plain(int index, String kind) {
        return request(index, kind, 0);
    }

    private static Request replace(int index, String kind, int handle, Attributes options) {
        return request(index, kind, handle).put("TCA_OPTIONS", options);
    }

    private static Request request(int index, String kind, int handle) {
        Struct.Value header = root(index).with("tcm_handle", handle);
        return Request.route("set qdisc " + kind, Rtm.NEWQDISC, Flags.CREATE | Flags.REPLACE, header)
                .put("TCA_KIND", kind);
    }

    private static Struct.Value root(int index) {
        return TCMSG.with("tcm_ifindex", index).with("tcm_parent", Qdisc.ROOT);
    }

    /** Back to the link's default; ENOENT when it has that already. */
    public static Request delete(int index) {
        return Request.route("delete qdisc", Rtm.DELQDISC, 0, root(index));
    }

    /** Those of all links. */
    public static Request dump() {
        return Request.route("list qdiscs", Rtm.GETQDISC, 0, TCMSG.zero());
    }
}
