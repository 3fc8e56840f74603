package nsx.xtables;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import nsx.filter.Packet;
import nsx.filter.Truth;

/** Conditions on the connection of a packet: {@code struct xt_conntrack_mtinfo3} and {@code xt_state_info}. */
final class ConnectionConditions {
    static final int MATCH_FLAGS = 146;
    static final int INVERT_FLAGS = 148;
    static final int STATE_MASK = 150;
    /** XT_CONNTRACK_STATE: the condition tests the state only. */
    static final int STATE = 1;
    /** XT_CONNTRACK_STATE_ALIAS: the rule was written with {@code -m state}. */
    static final int ALIAS = 1 << 13;

    private static final int NEW = 8;
    private static final int ESTABLISHED = 2;
    /** XT_CONNTRACK_STATE_UNTRACKED: 1 << (IP_CT_NUMBER + 3). */
    private static final int UNTRACKED = 0x100;
    /** The bits of SNAT and DNAT, which a connection has in addition to its state. */
    private static final int TRANSLATED = 0xc0;
    /** The names of states in the order in which iptables -S prints them. */
    private static final Map<Integer, String> STATES = new LinkedHashMap<>();

    static {
        STATES.put(1, "INVALID");
        STATES.put(NEW, "NEW");
        STATES.put(4, "RELATED");
        STATES.put(ESTABLISHED, "ESTABLISHED");
        STATES.put(UNTRACKED, "UNTRACKED");
        STATES.put(0x40, "SNAT");
        STATES.put(0x80, "DNAT");
    }

    private ConnectionConditions() {}

    /** Reads {@code struct xt_state_info}. */
    static Condition state(Blob data) {
        return state("-m state --state " + states(data.s32(0)), data.s32(0), false);
    }

    /** Reads {@code struct xt_conntrack_mtinfo1} to {@code 3}, by revision. */
    static Condition conntrack(TableFamily family, int revision, Blob data) {
        String text = new ConntrackText(family, revision, data).toString();
        int states = revision == 1 ? data.u8(STATE_MASK) : data.u16(STATE_MASK);
        return (data.u16(MATCH_FLAGS) & ~ALIAS) == STATE
                ? state(text, states, (data.u16(INVERT_FLAGS) & STATE) != 0)
                : new Condition(text, (packet, around) -> Truth.UNKNOWN);
    }

    static String states(int bits) {
        return STATES.entrySet().stream()
                .filter(e -> (bits & e.getKey()) != 0)
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(","));
    }

    /** The state bits by {@code XT_CONNTRACK_STATE_BIT}, which equal those of nftables except for two. */
    private static int state(Packet packet) {
        return packet.state() == Packet.State.UNTRACKED
                ? UNTRACKED
                : packet.state().bit();
    }

    /**
     * Tests the state: a request begins a connection and a reply belongs to one; translated addresses are not
     * considered.
     */
    private static Condition state(String text, int states, boolean not) {
        return new Condition(text, (packet, around) -> {
            if (packet.state() == Packet.State.UNSEEN) {
                return Truth.UNKNOWN;
            }
            boolean holds = (states & state(packet)) != 0;
            Truth truth = !holds && (states & TRANSLATED) != 0 ? Truth.UNKNOWN : Truth.of(holds);
            return truth.inverted(not);
        });
    }
}
