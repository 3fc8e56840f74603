package nsx.rtnl;

import static nsx.netlink.AttributeType.U16;
import static nsx.netlink.AttributeType.U8;

import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;
import nsx.netlink.Attributes;
import nsx.netlink.Request;
import nsx.rtnl.kind.LinkTable;

/**
 * The state of a port in one spanning tree of its bridge (bridge(8) mst, net/bridge/br_mst.c), since 5.18. It is that of all VLANs of the
 * port in the tree.
 *
 * @param port the index of the port
 * @param tree the number of the tree, 1 to 4094
 * @param state BR_STATE_*
 */
public record TreeState(int port, int tree, long state) {
    private static final AttributeTable ENTRY = AttributeTable.named("IFLA_BRIDGE_MST_ENTRY")
            .add(1, "IFLA_BRIDGE_MST_ENTRY_MSTI", U16)
            .add(2, "IFLA_BRIDGE_MST_ENTRY_STATE", U8);

    private static final AttributeTable TREES =
            AttributeTable.named("IFLA_BRIDGE_MST").add(1, "IFLA_BRIDGE_MST_ENTRY", AttributeType.nested(ENTRY));

    private static final AttributeTable BRIDGE =
            AttributeTable.named("IFLA_BRIDGE").add(6, "IFLA_BRIDGE_MST", AttributeType.nested(TREES));

    static final AttributeTable TABLE =
            AttributeTable.named("IFLA").add(26, "IFLA_AF_SPEC", AttributeType.nested(BRIDGE));

    /** Sets the state; without a VLAN of the port in the tree, the kernel does nothing and reports no error. */
    public Request set() {
        return new Request("set state of tree " + tree, Request.ROUTE, Rtm.SETLINK, 0, body());
    }

    private Attributes body() {
        return Attributes.of(
                        TABLE,
                        LinkTable.IFINFOMSG
                                .with("ifi_family", Family.BRIDGE.number())
                                .with("ifi_index", port))
                .nest(
                        "IFLA_AF_SPEC",
                        spec -> spec.nest(
                                "IFLA_BRIDGE_MST",
                                trees -> trees.nest(
                                        "IFLA_BRIDGE_MST_ENTRY",
                                        entry -> entry.put("IFLA_BRIDGE_MST_ENTRY_MSTI", tree)
                                                .put("IFLA_BRIDGE_MST_ENTRY_STATE", state))));
    }

    /** Reads the request of {@link #set}. */
    public static TreeState asked(Attributes body) {
        Attributes entry = body.nested("IFLA_AF_SPEC").nested("IFLA_BRIDGE_MST").nested("IFLA_BRIDGE_MST_ENTRY");
        return new TreeState(
                body.header().integer("ifi_index"),
                entry.integer("IFLA_BRIDGE_MST_ENTRY_MSTI"),
                entry.number("IFLA_BRIDGE_MST_ENTRY_STATE"));
    }
}
