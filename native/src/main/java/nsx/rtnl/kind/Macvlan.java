package nsx.rtnl.kind;

import static nsx.netlink.AttributeType.MAC;
import static nsx.netlink.AttributeType.S32;
import static nsx.netlink.AttributeType.U16;
import static nsx.netlink.AttributeType.U32;

import java.util.Map;
import nsx.netlink.AttributeType;

/** Another MAC address on a link. */
public final class Macvlan {
    private static final AttributeType MODE = AttributeType.enumerated(
            U32, Map.of(1L, "private", 2L, "vepa", 4L, "bridge", 8L, "passthru", 16L, "source"));
    private static final AttributeType MAC_MODE = AttributeType.enumerated(U32, 0, "add", "del", "flush", "set");

    public static final Kind KIND = table("macvlan", "a device with a MAC address of its own on another link");

    /** A macvlan whose frames are read and written through /dev/tapN, where N is its index (drivers/net/macvtap.c). */
    public static final Kind TAP = table("macvtap", "a macvlan whose frames a program reads and writes");

    private Macvlan() {}

    private static Kind table(String name, String summary) {
        return Kind.named(name, summary)
                .onLink()
                .example("veth 'p', 'q'\n" + name + " 'm0', dev: 'p', mode: 'bridge'")
                .option(1, "IFLA_MACVLAN_MODE", MODE, "mode", "mode", "private, vepa, bridge, passthru or source")
                .hidden(2, "IFLA_MACVLAN_FLAGS", U16)
                .hidden(3, "IFLA_MACVLAN_MACADDR_MODE", MAC_MODE)
                .hidden(4, "IFLA_MACVLAN_MACADDR", MAC)
                .hidden(5, "IFLA_MACVLAN_MACADDR_DATA", AttributeType.array("IFLA_MACVLAN_MACADDR", MAC))
                .hidden(6, "IFLA_MACVLAN_MACADDR_COUNT", U32)
                .option(7, "IFLA_MACVLAN_BC_QUEUE_LEN", U32, "bcQueueLen", "bcqueuelen", "broadcasts that may wait")
                .hidden(8, "IFLA_MACVLAN_BC_QUEUE_LEN_USED", U32)
                .hidden(9, "IFLA_MACVLAN_BC_CUTOFF", S32);
    }
}
