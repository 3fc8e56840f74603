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
    static final int HTB_VERSION = 3;

    private static final int RATE_TO_QUANTUM = 10;

    public static final String INGRESS = "ingress";
    public static final String CLSACT = "clsact";

    private Qdiscs() {}

    /** Options of a kind, to fill; empty of a kind whose table nsx does not have. */
    public static Attributes options(String kind) {
        return Attributes.of(Rtm.NEWQDISC.table()).put("TCA_KIND", kind).nested("TCA_OPTIONS");
    }

    /** A kind with options that {@link #options} made. */
    public static Request of(int index, String kind, Attributes options) {
        return replace(index, kind, 0, options);
    }

    /** Where the qdiscs of this kind stand by nature. */
    public static int usualParent(String kind) {
        return kind.equals(INGRESS) || kind.equals(CLSACT) ? Qdisc.INGRESS : Qdisc.ROOT;
    }

    /**
     * The same request for another place.
     *
     * @param parent {@link Qdisc#ROOT}, {@link Qdisc#INGRESS} or a class
     * @param handle 0 for one that the kernel chooses
     */
    public static Request at(Request set, int parent, int handle) {
        boolean ingress = parent == Qdisc.INGRESS;
        Struct.Value header = set.body().header().with("tcm_parent", parent);
        header = ingress ? header.with("tcm_handle", Qdisc.INGRESS & Qdisc.MAJOR) : header;
        header = handle == 0 || ingress ? header : header.with("tcm_handle", handle);
        // one of ingress takes no change: what stands there in its place has to go first
        int flags = ingress ? Flags.CREATE | Flags.EXCL : set.flags();
        return new Request(
                set.operation(), set.protocol(), set.type(), flags, set.body().headed(header));
    }

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

    /** A kind without options, such as pfifo_fast or fq_codel; multiq is refused without its structure, which the kernel fills in. */
    public static Request plain(int index, String kind) {
        return kind.equals("multiq") ? of(index, kind, options(kind)) : request(index, kind, 0);
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

    /** The one that stands in a place; ENOENT when that is a default. */
    public static Request delete(int index, int parent, int handle) {
        return Request.route(
                "delete qdisc",
                Rtm.DELQDISC,
                0,
                root(index).with("tcm_parent", parent).with("tcm_handle", handle));
    }

    /** Those of all links. */
    public static Request dump() {
        return Request.route("list qdiscs", Rtm.GETQDISC, 0, TCMSG.zero());
    }
}
