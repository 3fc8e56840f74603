package nsx.trace;

/** Chooses the kernel events that concern a packet: events of its protocol and of frames with about its length. */
final class TraceFilters {
    private static final int ETH_P_IP = 0x0800;
    private static final int ETH_P_ARP = 0x0806;
    private static final int ETH_P_IPV6 = 0x86dd;
    /** The length limit for an echo request, the first packets of a connection, and errors about them. */
    private static final int SHORT = 220;
    /** The length limit for a datagram, whose answer may be longer. */
    private static final int LONG = 1600;

    private TraceFilters() {}

    static void enable(TraceInstance instance, Shot.Target target) {
        String frames = "len <= " + (target.protocol() == Shot.UDP ? LONG : SHORT);
        instance.enable("net/net_dev_queue", frames);
        // events of any length, because the next event may concern another frame
        instance.enable("net/netif_receive_skb", "");
        instance.enable("napi/napi_poll", "");
        instance.enable(
                "skb/kfree_skb",
                target.six()
                        ? "protocol == " + ETH_P_IPV6
                        : "protocol == " + ETH_P_IP + " || protocol == " + ETH_P_ARP);
        instance.enable(target.six() ? "fib6/fib6_table_lookup" : "fib/fib_table_lookup", "");
        String family = "family == " + (target.six() ? 10 : 2);
        instance.enable("neigh/neigh_create", family);
        instance.enable("neigh/neigh_update", family);
        if (!target.six()) {
            instance.enable("icmp/icmp_send", "");
        }
    }
}
