package nsx.rtnl.kind;

/** A device on which all netlink messages of its network namespace can be captured (drivers/net/nlmon.c). */
public final class Nlmon {
    public static final Kind KIND =
            Kind.named("nlmon", "a device to capture netlink messages from").withoutCarrier();

    private Nlmon() {}
}
