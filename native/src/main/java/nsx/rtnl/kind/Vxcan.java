package nsx.rtnl.kind;

/** A CAN bus between two network namespaces (drivers/net/can/vxcan.c). */
public final class Vxcan {
    public static final Kind KIND = Kind.named("vxcan", "a pair of connected CAN devices")
            .pair(1, "VXCAN_INFO_PEER")
            .prefix("vxcan");

    private Vxcan() {}
}
