package nsx.dsl.probe;

import nsx.dsl.why.NetState;

/** What a thread is about, or a soft interrupt in its time: the packet, a question for a neighbour of it, or something else. */
final class Activity {
    private boolean ours;
    private boolean aside;
    /** Where it is while it is about a question. */
    private NetState asker;

    Activity(boolean ours, NetState asker) {
        this.ours = ours;
        this.asker = asker;
    }

    /** Whether it is about the packet, or about a question for a neighbour of it. */
    boolean ours() {
        return ours;
    }

    boolean isOfPacket() {
        return ours && !aside;
    }

    boolean isAside() {
        return aside;
    }

    NetState asker() {
        return asker;
    }

    /** It is about the packet, which is there. */
    void follow(NetState at) {
        ours = true;
        aside = false;
        asker = at;
    }

    /** It is about a question for a neighbour, which is there. */
    void ask(NetState at) {
        ours = true;
        aside = true;
        asker = at;
    }

    /**
     * It is about something else.
     *
     * @param interrupting whether a soft interrupt leaves the packet; the thread that sends it does so for nobody else
     */
    void leave(boolean interrupting) {
        ours &= !interrupting;
        aside |= !interrupting;
    }
}
