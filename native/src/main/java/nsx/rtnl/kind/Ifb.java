package nsx.rtnl.kind;

/** An intermediate functional block: shapes what other links receive. */
public final class Ifb {
    public static final Kind KIND = Kind.named("ifb", "an intermediate device, to shape incoming traffic")
            .passesOn()
            .withoutCarrier();

    private Ifb() {}
}
