package nsx.rtnl.kind;

import static nsx.netlink.AttributeType.U32;

/** A routing domain: links whose master it is use its routing table. */
public final class Vrf {
    public static final Kind KIND = Kind.named("vrf", "a routing domain with a table of its own")
            .ports(Kind.Ports.MEMBERS)
            .passesOn()
            .example("vrf 'red', table: 10")
            .needs("table")
            .option(1, "IFLA_VRF_TABLE", U32, "table", "table", "number of the routing table");

    /** The attributes that a VRF reports about a link in it. */
    public static final Kind PORT = Kind.named("vrf_slave", "a link in a routing domain")
            .kernelName("vrf")
            .shown(1, "IFLA_VRF_PORT_TABLE", U32, "table", Unit.NONE, "number of the routing table");

    private Vrf() {}
}
