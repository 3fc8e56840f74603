package nsx.rtnl;

import static nsx.rtnl.QdiscTable.TCMSG;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import nsx.netlink.Attributes;
import nsx.netlink.Flags;
import nsx.netlink.MessageType;
import nsx.netlink.Request;
import nsx.netlink.Struct;

/**
 * Builds requests for classes and filters; {@link TrafficClass#decode} and {@link TrafficFilter#decode} read the
 * answers.
 */
public final class Classifiers {
    /** The attachment points of ingress and clsact: for incoming packets, and for clsact also for outgoing ones. */
    public static final int IN = 0xfffffff2;

    public static final int OUT = 0xfffffff3;

    private static final long MOST = 0xffffffffL;

    private static final int SHOT = 2;
    private static final int PIPE = 3;
    private static final int STOLEN = 4;
    private static final int REDIRECT = 1;
    private static final int MIRROR = 2;
    private static final int ETHERNET = 1;

    private Classifiers() {}

    /** A request about a class; the caller adds kind and options with {@code put}. */
    public static Request set(String kind, MessageType type, int flags, int index, int parent, int handle) {
        return Request.route(
                        "set class " + Qdisc.handleText(handle),
                        type,
                        flags,
                        TCMSG.with("tcm_ifindex", index)
                                .with("tcm_parent", parent)
                                .with("tcm_handle", handle))
                .put("TCA_KIND", kind);
    }

    /** The empty options of a class of this kind. */
    public static Attributes classOptions(String kind) {
        return Attributes.of(Rtm.NEWTCLASS.table()).put("TCA_KIND", kind).nested("TCA_OPTIONS");
    }

    /** Fills in the options of an htb class, with bucket sizes in bytes. */
    public static Attributes htb(
            Attributes options, long rate, long ceil, long burst, long cburst, int prio, long quantum, Psched clock) {
        Struct.Value parameters = QdiscTable.HTB_OPT
                .with("linklayer", ETHERNET)
                .with("ceil_linklayer", ETHERNET)
                .with("cell_log", 3)
                .with("ceil_cell_log", 3)
                .with("cell_align", -1)
                .with("ceil_cell_align", -1)
                .with("rate", Math.min(rate, MOST))
                .with("ceil_rate", Math.min(ceil, MOST))
                .with("buffer", clock.transmission(rate, burst))
                .with("cbuffer", clock.transmission(ceil, cburst))
                .with("quantum", quantum)
                .with("prio", prio);
        return options.without("TCA_HTB_PARMS")
                .without("TCA_HTB_RATE64")
                .without("TCA_HTB_CEIL64")
                .put("TCA_HTB_PARMS", parameters)
                .put("TCA_HTB_RATE64", rate > MOST ? OptionalLong.of(rate) : OptionalLong.empty())
                .put("TCA_HTB_CEIL64", ceil > MOST ? OptionalLong.of(ceil) : OptionalLong.empty())
                .put("TCA_HTB_CTAB", Tbf.table(ceil, clock))
                .put("TCA_HTB_RTAB", Tbf.table(rate, clock));
    }

    /**
     * Fills in the options of an hfsc class with linear service curves.
     *
     * @param ceil the upper limit; 0 for none
     */
    public static Attributes hfsc(Attributes options, long rate, long ceil) {
        Struct.Value curve = QdiscTable.CURVE.with("m2", rate);
        Attributes service = options.put("TCA_HFSC_RSC", curve).put("TCA_HFSC_FSC", curve);
        return ceil == 0 ? service : service.put("TCA_HFSC_USC", QdiscTable.CURVE.with("m2", ceil));
    }

    /** A filter of kind u32 that compares the fields of a selector. */
    public static Request u32(
            int index,
            int parent,
            int priority,
            int protocol,
            Selector selector,
            Optional<Integer> classId,
            List<Attributes> actions) {
        Request empty = Request.route(
                        "add filter",
                        Rtm.NEWTFILTER,
                        Flags.CREATE | Flags.EXCL,
                        TCMSG.with("tcm_ifindex", index)
                                .with("tcm_parent", parent)
                                .with("tcm_info", TrafficFilter.info(priority, protocol)))
                .put("TCA_KIND", "u32");
        Attributes options =
                empty.body().nested("TCA_OPTIONS").put("TCA_U32_CLASSID", classId.map(Integer::toUnsignedLong));
        if (!actions.isEmpty()) {
            Attributes all = Attributes.of(FilterTable.ACTIONS);
            for (int i = 0; i < actions.size(); i++) {
                all = all.put("TCA_ACT_" + (i + 1), actions.get(i));
            }
            options = options.put("TCA_U32_ACT", all);
        }
        return empty.put("TCA_OPTIONS", options.put("TCA_U32_SEL", selector));
    }

    /** Deletes a filter. */
    public static Request delete(TrafficFilter filter) {
        return Request.route("delete filter", Rtm.DELTFILTER, 0, filter.all().header())
                .put("TCA_KIND", filter.kind());
    }

    /** The action that redirects packets, or copies of them, to a link. */
    public static Attributes mirror(int index, boolean copy) {
        Struct.Value parameters = FilterTable.MIRRED
                .with("action", copy ? PIPE : STOLEN)
                .with("eaction", copy ? MIRROR : REDIRECT)
                .with("ifindex", index);
        return action("mirred", o -> o.put("TCA_MIRRED_PARMS", parameters));
    }

    /** The action that drops packets. */
    public static Attributes drop() {
        return action("gact", o -> o.put("TCA_GACT_PARMS", FilterTable.GEN.with("action", SHOT)));
    }

    /** The action that drops packets above a rate. */
    public static Attributes police(long rate, long burst, Psched clock) {
        Struct.Value parameters = FilterTable.POLICE
                .with("action", SHOT)
                .with("burst", clock.transmission(rate, burst))
                .with("cell_log", 3)
                .with("linklayer", ETHERNET)
                .with("cell_align", -1)
                .with("rate", Math.min(rate, MOST));
        return action(
                "police",
                o -> o.put("TCA_POLICE_TBF", parameters)
                        .put("TCA_POLICE_RATE", Tbf.table(rate, clock))
                        .put("TCA_POLICE_RATE64", rate > MOST ? OptionalLong.of(rate) : OptionalLong.empty()));
    }

    private static Attributes action(String kind, UnaryOperator<Attributes> options) {
        Attributes named = Attributes.of(FilterTable.ACTION).put("TCA_ACT_KIND", kind);
        return named.put("TCA_ACT_OPTIONS", options.apply(named.nested("TCA_ACT_OPTIONS")));
    }

    /** The attachment points for filters of a qdisc. */
    public static List<Integer> hooks(Qdisc qdisc) {
        return switch (qdisc.kind()) {
            case "ingress" -> List.of(IN);
            case "clsact" -> List.of(IN, OUT);
            default -> List.of(qdisc.handle());
        };
    }

    /** Requests the classes of one link. */
    public static Request dumpClasses(int index) {
        return Request.route("list classes", Rtm.GETTCLASS, 0, TCMSG.with("tcm_ifindex", index));
    }

    /** Requests the class of a link with a handle; errors as of {@link Qdiscs#get}. */
    public static Request get(int index, int handle) {
        return Request.route(
                "find class",
                Rtm.GETTCLASS,
                Flags.ECHO,
                TCMSG.with("tcm_ifindex", index).with("tcm_handle", handle));
    }

    /**
     * Requests the filters at one attachment point of a link.
     *
     * @param priority those of this priority only; 0 for all
     */
    public static Request dump(int index, int hook, int priority) {
        Request all = dump(index, hook);
        return all.with(all.body().headed(all.body().header().with("tcm_info", TrafficFilter.info(priority, 0))));
    }

    /** Requests the filters at one attachment point of a link. */
    public static Request dump(int index, int hook) {
        return Request.route(
                "list filters",
                Rtm.GETTFILTER,
                0,
                TCMSG.with("tcm_ifindex", index).with("tcm_parent", hook));
    }
}
