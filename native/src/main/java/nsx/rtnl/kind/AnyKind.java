package nsx.rtnl.kind;

/** What devices of every kind share. It is not one of {@link Kinds#ALL}: no device is made of it. */
public final class AnyKind {
    public static final Kind KIND = Kind.named("link", "a device of any kind");

    private AnyKind() {}
}
