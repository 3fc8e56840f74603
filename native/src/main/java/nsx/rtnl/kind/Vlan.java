package nsx.rtnl.kind;

import static nsx.netlink.AttributeType.U16;

import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;
import nsx.netlink.Struct;

/** A VLAN on another link (802.1Q). */
public final class Vlan {
    private static final AttributeType QOS = AttributeType.nested(AttributeTable.named("IFLA_VLAN_QOS")
            .add(
                    1,
                    "IFLA_VLAN_QOS_MAPPING",
                    AttributeType.struct(Struct.named("ifla_vlan_qos_mapping").u32("from", "to"))));

    public static final Kind KIND = Kind.named("vlan", "a tagged VLAN of another link")
            .onLink()
            .example("veth 'p', 'q'\nvlan 'p.10', dev: 'p', id: 10")
            .option(1, "IFLA_VLAN_ID", AttributeType.ranged(U16, 0, 4094), "id", "id", "tag")
            .hidden(
                    2,
                    "IFLA_VLAN_FLAGS",
                    AttributeType.struct(Struct.named("ifla_vlan_flags").u32("flags", "mask")))
            .hidden(3, "IFLA_VLAN_EGRESS_QOS", QOS)
            .hidden(4, "IFLA_VLAN_INGRESS_QOS", QOS)
            .option(5, "IFLA_VLAN_PROTOCOL", VlanProtocol.VLAN, "protocol", "protocol", "802.1Q or 802.1ad");

    private Vlan() {}
}
