package nsx.filter;

/**
 * When connection tracking inspects a packet relative to a chain's rules (nf_conntrack_in of
 * net/netfilter/nf_conntrack_core.c).
 */
public enum Tracking {
    /** Before the rules: the rules see the packet's connection and can no longer prevent tracking. */
    DONE,
    /** After the rules: the rules see a packet without a connection. */
    TO_COME,
    /** Unknown: among chains of one priority, the chain created last comes first. */
    EITHER;

    /** NF_IP_PRI_CONNTRACK. */
    private static final int PRIORITY = -200;

    /**
     * The time of tracking for an IP chain at a hook. A packet on the loopback device was already tracked when it was
     * sent.
     */
    public static Tracking at(String hook, int priority, Packet packet) {
        boolean entering = hook.equals("prerouting") && !packet.isLooped() || hook.equals("output");
        if (!entering || priority > PRIORITY) {
            return DONE;
        }
        return priority < PRIORITY ? TO_COME : EITHER;
    }

    /** Returns the packet as the rules of the chain see it. */
    Packet seen(Packet packet) {
        boolean left = packet.state() == Packet.State.UNTRACKED && !packet.isDiscovery();
        if (this == DONE || left) {
            return packet;
        }
        return packet.in(this == TO_COME ? Packet.State.INVALID : Packet.State.UNSEEN);
    }

    /** Returns the packet after the chain, as later chains see it. */
    Packet resumed(Packet before, Packet after) {
        boolean changed =
                after.state() == Packet.State.UNTRACKED || this == TO_COME && after.state() == Packet.State.UNSEEN;
        return changed ? after : after.in(before.state());
    }
}
