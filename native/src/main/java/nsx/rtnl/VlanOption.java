package nsx.rtnl;

import nsx.netlink.Attributes;

/** What a bridge keeps about one VLAN of a port, each as a number (BRIDGE_VLANDB_ENTRY_*, linux/if_bridge.h). */
public enum VlanOption {
    /** The state of STP, BR_STATE_*. */
    STATE("BRIDGE_VLANDB_ENTRY_STATE", 3),
    /** Whether multicast routers are behind the port: 0 never, 1 to learn, 2 always. */
    MCAST_ROUTER("BRIDGE_VLANDB_ENTRY_MCAST_ROUTER", 1),
    /** The most multicast groups; 0 for any (since 6.3). */
    MCAST_MAX_GROUPS("BRIDGE_VLANDB_ENTRY_MCAST_MAX_GROUPS", 0),
    /** Whether the bridge answers ARP and ND, 0 or 1 (since 6.4). */
    NEIGH_SUPPRESS("BRIDGE_VLANDB_ENTRY_NEIGH_SUPPRESS", 0),
    /** The number of a tunnel that carries the VLAN, such as a vxlan's VNI; 0 for none. */
    TUNNEL("BRIDGE_VLANDB_ENTRY_TUNNEL_INFO", 0);

    private static final int RTM_SETLINK = 19;

    private final String attribute;
    private final long usual;

    VlanOption(String attribute, long usual) {
        this.attribute = attribute;
        this.usual = usual;
    }

    /** Returns the attributes of a VLAN with this option. */
    Attributes put(Attributes entry, long value) {
        return this == TUNNEL
                ? entry.nest(
                        attribute,
                        tunnel -> tunnel.put("BRIDGE_VLANDB_TINFO_ID", value)
                                .put("BRIDGE_VLANDB_TINFO_CMD", (value == 0 ? Rtm.DELLINK.number() : RTM_SETLINK)))
                : entry.put(attribute, value);
    }

    /** The value in the attributes of a VLAN; the usual one if they lack it. */
    long in(Attributes entry) {
        if (this != TUNNEL) {
            return entry.number(attribute, usual);
        }
        return entry.nested(attribute).number("BRIDGE_VLANDB_TINFO_ID", usual);
    }

    /** The value for a VLAN in a range, of which this is the first one's: tunnels of a range have consecutive numbers. */
    long inRange(long first, int distance) {
        return this == TUNNEL && first != usual ? first + distance : first;
    }

    String attribute() {
        return attribute;
    }

    /** The value of a new VLAN. */
    public long usual() {
        return usual;
    }
}
