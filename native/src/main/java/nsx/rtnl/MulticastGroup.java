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
import nsx.netlink.Flags;
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
    private static final AttributeTable SET_DETAIL =
            AttributeTable.named("MDBE_ATTR").add(1, "MDBE_ATTR_SOURCE", AttributeType.IP);
    static final AttributeTable SET = AttributeTable.named("MDBA_SET")
            .add(1, "MDBA_SET_ENTRY", AttributeType.struct(ENTRY))
            .add(2, "MDBA_SET_ENTRY_ATTRS", AttributeType.nested(SET_DETAIL));
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

    /** Adds the entry; EEXIST if it is there. */
    public Request add() {
        return new Request(
                "add multicast group " + group.address(), Request.ROUTE, Rtm.SETMDB, Flags.CREATE | Flags.EXCL, body());
    }

    /** Deletes the entry; whether it is permanent does not matter. */
    public Request delete() {
        return new Request("delete multicast group " + group.address(), Request.ROUTE, Rtm.DELMDB, 0, body());
    }

    private Attributes body() {
        Attributes body = Attributes.of(SET, message(bridge)).put("MDBA_SET_ENTRY", entry());
        return group.source().isEmpty()
                ? body
                : body.nest("MDBA_SET_ENTRY_ATTRS", more -> more.put("MDBE_ATTR_SOURCE", group.source()));
    }

    private static Struct.Value message(int index) {
        return PORT_MESSAGE.with("family", Family.BRIDGE.number()).with("ifindex", index);
    }

    private Struct.Value entry() {
        byte[] address = bytes(group.address());
        ByteBuffer words = ByteBuffer.wrap(Arrays.copyOf(address, 16));
        Struct.Value entry = ENTRY.with("ifindex", index)
                .with("state", permanent ? 1 : 0)
                .with("vid", vlan)
                .with("proto", address.length == 4 ? IPV4 : address.length == 16 ? IPV6 : 0);
        for (int i = 0; i < 4; i++) {
            entry = entry.with("addr" + i, Integer.toUnsignedLong(words.getInt()));
        }
        return entry;
    }

    private static byte[] bytes(String address) {
        return address.matches("(..:){5}..")
                ? AttributeType.MAC.encode(address)
                : Ip.parse(address).getAddress();
    }

    /** The content of RTM_NEWMDB for all groups of a bridge, as the kernel lists them. */
    public static Attributes message(int bridge, List<MulticastGroup> groups) {
        return Attributes.of(TABLE, message(bridge)).nest("MDBA_MDB", all -> {
            Attributes more = all;
            for (MulticastGroup each : groups) {
                more = more.nest("MDBA_MDB_ENTRY", entry -> entry.put("MDBA_MDB_ENTRY_INFO", each.info()));
            }
            return more;
        });
    }

    private Attributes info() {
        Attributes info = Attributes.of(DETAIL, entry()).put("MDBA_MDB_EATTR_TIMER", centiseconds);
        return group.source().isEmpty() ? info : info.put("MDBA_MDB_EATTR_SOURCE", group.source());
    }

    /** Reads a request of {@link #add} or {@link #delete}. */
    public static MulticastGroup asked(Attributes body) {
        Attributes more = body.nested("MDBA_SET_ENTRY_ATTRS");
        return of(
                body.header().integer("ifindex"),
                body.struct("MDBA_SET_ENTRY").orElseThrow(),
                more.findAddress("MDBE_ATTR_SOURCE"),
                0);
    }

    /** Whether both are the same group of the same port, in the same VLAN. */
    public boolean isSame(MulticastGroup other) {
        return bridge == other.bridge && index == other.index && vlan == other.vlan && group.equals(other.group);
    }

    /** Reads RTM_NEWMDB or an answer to RTM_GETMDB: all groups of one bridge. */
    public static List<MulticastGroup> decode(Message message) {
        return decode(Rtm.NEWMDB.decode(message));
    }

    /** Reads the decoded content of RTM_NEWMDB. */
    public static List<MulticastGroup> decode(Attributes all) {
        int bridge = all.header().integer("ifindex");
        List<MulticastGroup> groups = new ArrayList<>();
        for (Object entry : all.nested("MDBA_MDB").all("MDBA_MDB_ENTRY")) {
            for (Object info : ((Attributes) entry).all("MDBA_MDB_ENTRY_INFO")) {
                Attributes one = (Attributes) info;
                groups.add(of(
                        bridge,
                        one.header(),
                        one.findAddress("MDBA_MDB_EATTR_SOURCE"),
                        one.number("MDBA_MDB_EATTR_TIMER", 0)));
            }
        }
        return groups;
    }

    private static MulticastGroup of(int bridge, Struct.Value is, Optional<InetAddress> source, long centiseconds) {
        return new MulticastGroup(
                bridge,
                is.integer("ifindex"),
                new Group(address(is), source),
                is.integer("vid"),
                is.integer("state") != 0,
                centiseconds);
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
