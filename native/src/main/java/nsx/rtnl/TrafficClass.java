package nsx.rtnl;

import nsx.netlink.Attributes;
import nsx.netlink.Message;

/**
 * A class of a qdisc.
 *
 * @param kind that of its qdisc: htb, hfsc, drr, …
 * @param handle major number of the qdisc in the upper half, its own below
 * @param parent another class, or the qdisc: {@link Qdisc#ROOT} for the one at the root
 * @param leaf handle of the qdisc below it; 0 for none
 */
public record TrafficClass(int index, String kind, int handle, int parent, int leaf, Attributes all) {
    /** Reads RTM_NEWTCLASS. */
    public static TrafficClass decode(Message message) {
        Attributes all = Rtm.NEWTCLASS.decode(message);
        return new TrafficClass(
                all.header().integer("tcm_ifindex"),
                all.string("TCA_KIND", ""),
                all.header().integer("tcm_handle"),
                all.header().integer("tcm_parent"),
                all.header().integer("tcm_info"),
                all);
    }

    /** The options; no attributes for a kind whose table nsx does not have. */
    public Attributes options() {
        return Qdisc.options(all);
    }
}
