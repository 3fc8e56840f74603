package nsx.rtnl.kind;

/** A pair of devices; what enters one leaves the other (veth(4), linux/veth.h). */
public final class Veth {
    public static final Kind KIND =
            Kind.named("veth", "a pair of connected Ethernet devices").pair(1, "VETH_INFO_PEER");

    private Veth() {}
}
