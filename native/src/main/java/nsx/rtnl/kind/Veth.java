package nsx.rtnl.kind;

import nsx.netlink.AttributeType;

/** A pair of devices; what enters one leaves the other (veth(4), linux/veth.h). */
public final class Veth {
    public static final Kind KIND = Kind.named("veth", "a pair of connected Ethernet devices")
            .hidden(1, "VETH_INFO_PEER", AttributeType.nestedAfter(LinkTable.IFINFOMSG, () -> LinkTable.TABLE));

    private Veth() {}
}
