package nsx.rtnl.kind;

/**
 * An encrypted network of peers that know each other's keys. Keys and peers are set through generic netlink
 * (linux/wireguard.h).
 */
public final class Wireguard {
    public static final Kind KIND = Kind.named("wireguard", "an encrypted tunnel to peers with known keys")
            .passesOn()
            .withoutCarrier()
            .prefix("wg");

    private Wireguard() {}
}
