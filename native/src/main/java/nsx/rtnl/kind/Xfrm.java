package nsx.rtnl.kind;

import static nsx.netlink.AttributeType.FLAG;
import static nsx.netlink.AttributeType.U32;

import nsx.netlink.AttributeType;

/**
 * An IPsec device, chosen by the interface number in policies and states, since 4.19
 * (net/xfrm/xfrm_interface_core.c).
 */
public final class Xfrm {
    private static final AttributeType ID = AttributeType.ranged(U32, 1, 0xffffffffL);

    public static final Kind KIND = Kind.named("xfrm", "an IPsec device that is chosen by a number")
            .passesOn()
            .withoutCarrier()
            .changedWhole()
            .spelt(Spelling.NO)
            .example("xfrm 'xfrm0', id: 7")
            .needs("id")
            .option(1, "IFLA_XFRM_LINK", U32, "dev", "dev", Unit.INTERFACE, "device to send through")
            .option(2, "IFLA_XFRM_IF_ID", ID, "id", "if_id", "number of its policies and states")
            .option(3, "IFLA_XFRM_COLLECT_METADATA", FLAG, "external", "external", "number from routes (since 6.1)");

    private Xfrm() {}
}
