package nsx.rtnl;

/** What a bridge keeps about one VLAN of a port, each as a number (BRIDGE_VLANDB_ENTRY_*, linux/if_bridge.h). */
public enum VlanOption {
    /** The state of STP, BR_STATE_*. */
    STATE("BRIDGE_VLANDB_ENTRY_STATE", 3),
    /** Whether multicast routers are behind the port: 0 never, 1 to learn, 2 always. */
    MCAST_ROUTER("BRIDGE_VLANDB_ENTRY_MCAST_ROUTER", 1),
    /** The most multicast groups; 0 for any (since 6.3). */
    MCAST_MAX_GROUPS("BRIDGE_VLANDB_ENTRY_MCAST_MAX_GROUPS", 0),
    /** Whether the bridge answers ARP and ND, 0 or 1 (since 6.4). */
    NEIGH_SUPPRESS("BRIDGE_VLANDB_ENTRY_NEIGH_SUPPRESS", 0);

    private final String attribute;
    private final long usual;

    VlanOption(String attribute, long usual) {
        this.attribute = attribute;
        this.usual = usual;
    }

    String attribute() {
        return attribute;
    }

    /** The value of a new VLAN. */
    public long usual() {
        return usual;
    }
}
