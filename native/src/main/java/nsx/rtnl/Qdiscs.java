package nsx.rtnl;

import static nsx.rtnl.QdiscTable.TCMSG;

import nsx.netlink.Attributes;
import nsx.netlink.Flags;
import nsx.netlink.Request;
import nsx.netlink.Struct;

/**
 * Builds requests about root qdiscs; {@link Qdisc#decode} reads the answers. The kernel answers ENOENT, "Specified
 * qdisc kind is unknown", for a kind that it lacks.
 */
public final class Qdiscs {
    /** The version of htb that tc sends. */
    static final int HTB_VERSION = 3;

    private static final int RATE_TO_QUANTUM = 10;

    public static final String INGRESS = "ingress";
    public static final String CLSACT = "clsact";

    private Qdiscs() {}

    /** Empty options of a kind; a kind whose table nsx lacks has none. */
    public static Attributes options(String kind) {
        return Attributes.of(Rtm.NEWQDISC.table()).put("TCA_KIND", kind).nested("TCA_OPTIONS");
    }

    /** Sets a qdisc of a kind with options from {@link #options}. */
    public static Request of(int index, String kind, Attributes options) {
        return replace(index, kind, 0, options);
    }

    /** The natural parent of qdiscs of this kind. */
    public static int usualParent(String kind) {
        return kind.equals(INGRESS) || kind.equals(CLSACT) ? Qdisc.INGRESS : Qdisc.ROOT;
    }

    /**
     * Returns the request for another parent.
     *
     * @param parent {@link Qdisc#ROOT}, {@link Qdisc#INGRESS} or a class
     * @param handle the handle; 0 to let the kernel choose
     */
    public static Request at(Request set, int parent, int handle) {
        boolean ingress = parent == Qdisc.INGRESS;
        Struct.Value header = set.body().header().with("tcm_parent", parent);
        header = ingress ? header.with("tcm_handle", Qdisc.INGRESS & Qdisc.MAJOR) : header;
        header = handle == 0 || ingress ? header : header.with("tcm_handle", handle);
        // an ingress qdisc cannot be changed: the old one must be deleted first
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
     * Sets an htb qdisc, still without classes.
     *
     * @param major the major number of the handle, such as 1 for {@code 1:}
     * @param defaultClass the minor number of the class for unmatched packets
     */
    public static Request htb(int index, int major, int defaultClass) {
        Struct.Value init = QdiscTable.HTB_GLOB
                .with("version", HTB_VERSION)
                .with("rate2quantum", RATE_TO_QUANTUM)
                .with("defcls", defaultClass);
        return replace(index, "htb", major << 16, Attributes.of(QdiscTable.HTB).put("TCA_HTB_INIT", init));
    }

    /**
     * Sets a kind without options, such as pfifo_fast or fq_codel. The kernel refuses multiq without its structure,
     * which the kernel fills in.
     */
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

    /**
     * Requests the qdisc of a parent. The kernel answers by an event, which the asker gets for NLM_F_ECHO (sch_api.c, qdisc_get_notify).
     *
     * @param parent {@link Qdisc#ROOT}, {@link Qdisc#INGRESS} or a class
     */
    public static Request get(int index, int parent) {
        return get(root(index).with("tcm_parent", parent));
    }

    /** Requests the qdisc with a handle; the answer lacks its parent. As {@link #get}. */
    public static Request numbered(int index, int handle) {
        return get(root(index).with("tcm_parent", 0).with("tcm_handle", handle));
    }

    private static Request get(Struct.Value header) {
        return Request.route("find qdisc", Rtm.GETQDISC, Flags.ECHO, header);
    }

    /** Requests the qdiscs of all links. */
    public static Request dump() {
        return Request.route("list qdiscs", Rtm.GETQDISC, 0, TCMSG.zero());
    }
}
