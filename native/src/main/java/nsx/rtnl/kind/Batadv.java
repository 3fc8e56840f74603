package nsx.rtnl.kind;

import static nsx.netlink.AttributeType.STRING;

/** A mesh network whose nodes choose their paths themselves (linux/batman_adv.h; net/batman-adv). */
public final class Batadv {
    public static final Kind KIND = Kind.named("batadv", "a mesh network of B.A.T.M.A.N. Advanced")
            .ports(Kind.Ports.MEMBERS)
            .prefix("bat")
            .example("batadv 'bat0', routing: 'BATMAN_IV'")
            .option(1, "IFLA_BATADV_ALGO_NAME", STRING, "routing", "ra", "BATMAN_IV (default) or BATMAN_V")
            .unreported();

    private Batadv() {}
}
