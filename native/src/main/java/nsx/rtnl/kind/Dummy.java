package nsx.rtnl.kind;

/** A device that drops whatever is sent. */
public final class Dummy {
    public static final Kind KIND = Kind.named("dummy", "a device that drops what is sent, to hold addresses")
            .withoutCarrier();

    private Dummy() {}
}
