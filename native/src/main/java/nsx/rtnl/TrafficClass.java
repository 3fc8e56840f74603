package nsx.rtnl;

import nsx.netlink.Attributes;
import nsx.netlink.Message;

/**
 * A class of a qdisc.
 *
 * @param kind the kind of its qdisc: htb, hfsc, drr, …
 * @param handle the major number of the qdisc in the upper half, the class's own number below
 * @param parent another class, or the qdisc: {@link Qdisc#ROOT} for a class at the root
 * @param leaf the handle of the qdisc below the class; 0 for none
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

    /** The options; no attributes for a kind whose table nsx lacks. */
    public Attributes options() {
        return Qdisc.options(all);
    }
}
