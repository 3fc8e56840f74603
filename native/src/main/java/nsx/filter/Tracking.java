package nsx.filter;

/** When connection tracking looks at a packet that passes the rules of a chain (nf_conntrack_in of net/netfilter/nf_conntrack_core.c). */
public enum Tracking {
    /** Before them: they see what the packet belongs to, and cannot keep it from that any more. */
    DONE,
    /** After them: to them it belongs to no connection. */
    TO_COME,
    /** Nobody knows: of chains of one priority that comes first which was made last. */
    EITHER;

    /** NF_IP_PRI_CONNTRACK. */
    private static final int PRIORITY = -200;

    /** Of a chain of IP at a hook. What goes round by the loopback device was tracked when it was sent. */
    public static Tracking at(String hook, int priority, Packet packet) {
        boolean entering = hook.equals("prerouting") && !packet.isLooped() || hook.equals("output");
        if (!entering || priority > PRIORITY) {
            return DONE;
        }
        return priority < PRIORITY ? TO_COME : EITHER;
    }

    /** The packet as the rules of the chain see it. */
    Packet seen(Packet packet) {
        boolean left = packet.state() == Packet.State.UNTRACKED && !packet.isDiscovery();
        if (this == DONE || left) {
            return packet;
        }
        return packet.in(this == TO_COME ? Packet.State.INVALID : Packet.State.UNSEEN);
    }

    /** The packet behind the chain, as those of later chains see it. */
    Packet resumed(Packet before, Packet after) {
        boolean changed =
                after.state() == Packet.State.UNTRACKED || this == TO_COME && after.state() == Packet.State.UNSEEN;
        return changed ? after : after.in(before.state());
    }
}
