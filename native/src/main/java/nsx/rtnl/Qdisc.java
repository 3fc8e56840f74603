package nsx.rtnl;

import java.util.List;
import java.util.function.UnaryOperator;
import nsx.netlink.AttributeTable;
import nsx.netlink.Attributes;
import nsx.netlink.Message;
import nsx.netlink.Struct;

/**
 * A queueing discipline of a link.
 *
 * @param kind noqueue, fq_codel, tbf, …
 * @param handle the major number in the upper half; 0 for a qdisc that the kernel installed by itself
 * @param parent {@link #ROOT}, {@link #INGRESS}, or the parent class
 */
public record Qdisc(int index, String kind, int handle, int parent, Attributes all) {
    /** The kinds of net/sched in Linux 4.19 to 6.18. */
    public static final List<String> KINDS = List.of(
            ("noqueue pfifo_fast fq_codel fq codel tbf htb netem prio sfq red cake ingress clsact pfifo bfifo pfifo_head_drop mq mqprio "
                            + "hfsc drr ets qfq pie fq_pie hhf choke gred sfb cbs etf taprio skbprio multiq plug noop blackhole dualpi2 "
                            + "teql0 cbq atm dsmark")
                    .split(" "));

    public static final int ROOT = 0xffffffff;
    public static final int INGRESS = 0xfffffff1;

    /** The bits of a handle for the qdisc; the others are for the class. */
    public static final int MAJOR = 0xffff0000;

    /** Reads RTM_NEWQDISC. */
    public static Qdisc decode(Message message) {
        return of(Rtm.NEWQDISC.decode(message));
    }

    /** Reads the attributes of RTM_NEWQDISC. */
    public static Qdisc of(Attributes all) {
        return new Qdisc(
                all.header().integer("tcm_ifindex"),
                all.string("TCA_KIND", ""),
                all.header().integer("tcm_handle"),
                all.header().integer("tcm_parent"),
                all);
    }

    public boolean isRoot() {
        return parent == ROOT;
    }

    /** The options without the counters of htb; no attributes for a kind whose table nsx lacks. */
    public Attributes options() {
        return global(init -> init.with("direct_pkts", 0));
    }

    /** The options with TCA_HTB_INIT changed, if they contain it. */
    private Attributes global(UnaryOperator<Struct.Value> change) {
        Attributes options = options(all);
        return kind.equals("htb") && all.has("TCA_OPTIONS")
                ? options.struct("TCA_HTB_INIT")
                        .map(init -> options.set("TCA_HTB_INIT", change.apply(init)))
                        .orElse(options)
                : options;
    }

    /** The attributes in the form that the kernel accepts: htb reports another version number than it requires. */
    public Attributes settable() {
        boolean htb = kind.equals("htb") && all.has("TCA_OPTIONS");
        return htb
                ? all.set(
                        "TCA_OPTIONS",
                        global(init -> init.with("version", Qdiscs.HTB_VERSION).with("direct_pkts", 0)))
                : all;
    }

    /** The options in a message about a qdisc, a class or a filter. */
    static Attributes options(Attributes all) {
        return all.value("TCA_OPTIONS")
                .filter(Attributes.class::isInstance)
                .map(Attributes.class::cast)
                .orElseGet(() -> Attributes.of(AttributeTable.unknown("TCA_OPTIONS")));
    }

    /** The parent in the words of tc: root, ingress, or a class. */
    public String parentText() {
        return switch (parent) {
            case ROOT -> "root";
            case INGRESS -> "ingress";
            default -> handleText(parent);
        };
    }

    /** A handle in the form of tc: {@code 8001:} or {@code 1:10}. */
    public static String handleText(int handle) {
        int minor = handle & 0xffff;
        return Integer.toHexString(handle >>> 16) + ":" + (minor == 0 ? "" : Integer.toHexString(minor));
    }
}
