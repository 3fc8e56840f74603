package nsx.rtnl;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;
import java.util.function.Predicate;
import nsx.netlink.Attributes;
import nsx.netlink.Message;
import nsx.netlink.Struct;

/**
 * The MAC address of a neighbour: an entry of the ARP or ND table, or of the forwarding table of a bridge or vxlan.
 *
 * @param index the index of the link
 * @param address the IP address; empty in a bridge's table; the remote address in a vxlan's table
 * @param states {@code NUD_*} bits
 * @param flags {@code NTF_*} bits
 * @param vlan the VLAN number in a bridge's table
 * @param master the bridge whose port the link is
 */
public record Neighbour(
        Family family,
        int index,
        Optional<InetAddress> address,
        Optional<String> mac,
        int states,
        int flags,
        OptionalInt vlan,
        OptionalInt master,
        Attributes all) {
    public static final int REACHABLE = 0x02;
    public static final int STALE = 0x04;
    public static final int FAILED = 0x20;
    public static final int NOARP = 0x40;
    public static final int PERMANENT = 0x80;

    /** A flag: the entry is in the table of the link itself, not of its bridge. */
    public static final int SELF = 0x02;

    public static final int MASTER = 0x04;
    public static final int PROXY = 0x08;
    /** A flag: a program outside the kernel has learned the entry (NTF_EXT_LEARNED). */
    public static final int EXT_LEARNED = 0x10;

    /** A flag of NDA_FLAGS_EXT: the kernel keeps the entry resolved (NTF_EXT_MANAGED). */
    public static final int MANAGED = 0x01;

    private static final String[] STATES = {
        "incomplete", "reachable", "stale", "delay", "probe", "failed", "noarp", "permanent"
    };

    /**
     * Whether an entry of a forwarding table was made by somebody and stays. What a bridge has learned, addresses of devices, and groups
     * that the kernel joins are there by themselves.
     *
     * @param own whether a device of its network namespace has a MAC address
     */
    public boolean isSomebodys(Predicate<String> own) {
        if (mac.isEmpty() || (states & (NOARP | PERMANENT)) == 0) {
            return false;
        }
        boolean local = (states & PERMANENT) != 0 && all.findAddress("NDA_DST").isEmpty();
        return !local || !isGroup(mac.get()) && !own.test(mac.get());
    }

    /** Whether frames to the address go to many. */
    public static boolean isGroup(String mac) {
        return Integer.parseInt(mac.substring(0, 2), 16) % 2 != 0;
    }

    /** Reads RTM_NEWNEIGH. */
    public static Neighbour decode(Message message) {
        Attributes all = Rtm.NEWNEIGH.decode(message);
        Struct.Value header = all.header();
        return new Neighbour(
                Family.of(header.integer("ndm_family")),
                header.integer("ndm_ifindex"),
                all.findAddress("NDA_DST"),
                all.findString("NDA_LLADDR"),
                header.integer("ndm_state"),
                header.integer("ndm_flags"),
                all.findInteger("NDA_VLAN"),
                all.findInteger("NDA_MASTER"),
                all);
    }

    /** The state in words: {@code reachable}, {@code permanent}, …; {@code none} if no bit is set. */
    public String state() {
        return state(states);
    }

    /** The {@code NUD_*} bit of a word. */
    public static int states(String state) {
        return 1 << List.of(STATES).indexOf(state);
    }

    /** The words for {@code NUD_*} bits. */
    public static String state(int states) {
        StringJoiner names = new StringJoiner(",").setEmptyValue("none");
        for (int bit = 0; bit < STATES.length; bit++) {
            if ((states & 1 << bit) != 0) {
                names.add(STATES[bit]);
            }
        }
        return names.toString();
    }
}
