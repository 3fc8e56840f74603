package nsx.rtnl;

import nsx.netlink.AttributeTable;
import nsx.netlink.Attributes;
import nsx.netlink.Message;

/**
 * A queueing discipline of a link.
 *
 * @param kind noqueue, fq_codel, tbf, …
 * @param handle major number in the upper half; 0 for the ones that the kernel installs by itself
 * @param parent {@link #ROOT}, {@link #INGRESS}, or the class it hangs on
 */
public record Qdisc(int index, String kind, int handle, int parent, Attributes all) {
    public static final int ROOT = 0xffffffff;
    public static final int INGRESS = 0xfffffff1;

    /** Reads RTM_NEWQDISC. */
    public static Qdisc decode(Message message) {
        Attributes all = Rtm.NEWQDISC.decode(message);
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

    /** The options of tbf, htb and netem; no attributes for other kinds, nor a table of them. */
    public Attributes options() {
        return all.value("TCA_OPTIONS")
                .filter(Attributes.class::isInstance)
                .map(Attributes.class::cast)
                .orElseGet(() -> Attributes.of(AttributeTable.unknown("TCA_OPTIONS")));
    }

    /** A handle as tc writes it: {@code 8001:} or {@code 1:10}. */
    public static String handleText(int handle) {
        int minor = handle & 0xffff;
        return Integer.toHexString(handle >>> 16) + ":" + (minor == 0 ? "" : Integer.toHexString(minor));
    }
}
