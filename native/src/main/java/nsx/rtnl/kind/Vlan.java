package nsx.rtnl.kind;

import static nsx.netlink.AttributeType.U16;

import nsx.netlink.AttributeType;

/** A VLAN on another link (802.1Q). */
public final class Vlan {
    private static final String FLAGS = "IFLA_VLAN_FLAGS";
    private static final long PRIORITY = 0xffffffffL;
    /** The largest priority in a tag (IEEE 802.1Q). */
    private static final long TAG_PRIORITY = 7;

    public static final Kind KIND = Kind.named("vlan", "a tagged VLAN of another link")
            .onLink()
            .example("veth 'p', 'q'\nvlan 'p.10', dev: 'p', id: 10")
            .needs("id")
            .option(1, "IFLA_VLAN_ID", AttributeType.ranged(U16, 0, 4094), "id", "id", "tag")
            .hidden(2, FLAGS, SwitchesType.of("ifla_vlan_flags").leftOut())
            .option(
                    3,
                    "IFLA_VLAN_EGRESS_QOS",
                    new PriorityMapType(PRIORITY, TAG_PRIORITY),
                    "egressQosMap",
                    "egress-qos-map",
                    "the tag's priority for a packet's, such as [6: 5]; others stay, and 0 removes one")
            .option(
                    4,
                    "IFLA_VLAN_INGRESS_QOS",
                    new PriorityMapType(TAG_PRIORITY, PRIORITY),
                    "ingressQosMap",
                    "ingress-qos-map",
                    "a packet's priority for the tag's, such as [5: 6]; others stay, and 0 removes one")
            .option(5, "IFLA_VLAN_PROTOCOL", VlanProtocol.VLAN, "protocol", "protocol", "802.1Q or 802.1ad")
            .spelt(Spelling.ON_OFF)
            .switched(FLAGS, 1, "reorderHdr", "reorder_hdr", "take the tag off what arrives (default true)")
            .switched(FLAGS, 2, "gvrp", "gvrp", "announce the VLAN with GVRP")
            .switched(FLAGS, 4, "looseBinding", "loose_binding", "stay up when the lower link goes down")
            .switched(FLAGS, 8, "mvrp", "mvrp", "announce the VLAN with MVRP")
            .switched(FLAGS, 16, "bridgeBinding", "bridge_binding", "follow the ports of the bridge that have the VLAN")
            // vlan_newlink in net/8021q/vlan_netlink.c
            .kernelSets(FLAGS, new SwitchesType.Switches(1, 31));

    private Vlan() {}
}
