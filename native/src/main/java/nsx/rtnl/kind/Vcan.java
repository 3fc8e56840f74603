package nsx.rtnl.kind;

/** A CAN bus without wires (drivers/net/can/vcan.c). */
public final class Vcan {
    public static final Kind KIND =
            Kind.named("vcan", "a CAN bus in this kernel").withoutCarrier().example("vcan 'vcan0', txqueuelen: 1000");

    private Vcan() {}
}
