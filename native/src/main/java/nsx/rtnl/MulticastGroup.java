package nsx.rtnl;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import nsx.netlink.Message;
import nsx.netlink.Request;
import nsx.netlink.Struct;

/**
 * A multicast group that a bridge forwards to a port (bridge(8) mdb, linux/if_bridge.h, net/bridge/br_mdb.c).
 *
 * @param bridge the index of the bridge
 * @param index the index of the port that joined the group; the bridge if the host itself joined
 * @param group the group's IP or MAC address
 * @param vlan the VLAN number; 0 for none
 * @param permanent whether the entry was configured rather than learnt from joining hosts
 * @param centiseconds the time until the entry expires; 0 for never
 */
public record MulticastGroup(int bridge, int index, Group group, int vlan, boolean permanent, long centiseconds) {
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int MAC_LENGTH = 6;

    static final Struct PORT_MESSAGE =
            Struct.named("br_port_msg").u8("family").pad(3).u32("ifindex");
    private static final Struct ENTRY = Struct.named("br_mdb_entry")
            .u32("ifindex")
            .u8("state", "flags")
            .u16("vid")
            .be32("addr0", "addr1", "addr2", "addr3")
            .be16("proto")
            .pad(2);
    private static final AttributeTable DETAIL = AttributeTable.named("MDBA_MDB_EATTR")
            .add(1, "MDBA_MDB_EATTR_TIMER", AttributeType.U32)
            .add(2, "MDBA_MDB_EATTR_SRC_LIST", AttributeType.BINARY)
            .add(3, "MDBA_MDB_EATTR_GROUP_MODE", AttributeType.U8)
            .add(4, "MDBA_MDB_EATTR_SOURCE", AttributeType.IP)
            .add(5, "MDBA_MDB_EATTR_RTPROT", AttributeType.U8);
    private static final AttributeTable INFO = AttributeTable.named("MDBA_MDB_ENTRY")
            .add(1, "MDBA_MDB_ENTRY_INFO", AttributeType.nestedAfter(ENTRY, () -> DETAIL));
    private static final AttributeTable ENTRIES =
            AttributeTable.named("MDBA_MDB").add(1, "MDBA_MDB_ENTRY", AttributeType.nested(INFO));
    static final AttributeTable TABLE = AttributeTable.named("MDBA")
            .add(1, "MDBA_MDB", AttributeType.nested(ENTRIES))
            .add(2, "MDBA_ROUTER", AttributeType.BINARY);

    /** The address of a group, an IP or MAC address, and the source if only packets of that source are wanted. */
    public record Group(String address, Optional<InetAddress> source) {}

    /** Requests all groups of all bridges. */
    public static Request dump() {
        return Request.route(
                "list multicast groups", Rtm.GETMDB, 0, PORT_MESSAGE.with("family", Family.BRIDGE.number()));
    }

    /** Reads RTM_NEWMDB or an answer to RTM_GETMDB: all groups of one bridge. */
    public static List<MulticastGroup> decode(Message message) {
        Attributes all = Rtm.NEWMDB.decode(message);
        int bridge = all.header().integer("ifindex");
        List<MulticastGroup> groups = new ArrayList<>();
        for (Object entry : all.nested("MDBA_MDB").all("MDBA_MDB_ENTRY")) {
            for (Object info : ((Attributes) entry).all("MDBA_MDB_ENTRY_INFO")) {
                groups.add(of(bridge, (Attributes) info));
            }
        }
        return groups;
    }

    private static MulticastGroup of(int bridge, Attributes info) {
        Struct.Value is = info.header();
        Group group = new Group(address(is), info.findAddress("MDBA_MDB_EATTR_SOURCE"));
        return new MulticastGroup(
                bridge,
                is.integer("ifindex"),
                group,
                is.integer("vid"),
                is.integer("state") != 0,
                info.number("MDBA_MDB_EATTR_TIMER", 0));
    }

    private static String address(Struct.Value is) {
        ByteBuffer bytes = ByteBuffer.allocate(16);
        for (int i = 0; i < 4; i++) {
            bytes.putInt(is.integer("addr" + i));
        }
        return switch (is.integer("proto")) {
            case IPV4 -> Ip.text(Ip.of(Arrays.copyOf(bytes.array(), 4)));
            case IPV6 -> Ip.text(Ip.of(bytes.array()));
            default ->
                String.valueOf(
                        AttributeType.MAC.decode(Arrays.copyOf(bytes.array(), MAC_LENGTH), Attributes.of(TABLE)));
        };
    }
}
