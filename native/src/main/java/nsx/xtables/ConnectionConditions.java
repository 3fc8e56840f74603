package nsx.xtables;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import nsx.filter.Packet;
import nsx.filter.Truth;

/** Conditions on the connection of a packet: {@code struct xt_conntrack_mtinfo3} and {@code xt_state_info}. */
final class ConnectionConditions {
    private static final int MATCH_FLAGS = 146;
    private static final int INVERT_FLAGS = 148;
    /** XT_CONNTRACK_STATE: the condition tests the state only. */
    private static final int STATE = 1;
    /** XT_CONNTRACK_STATE_ALIAS: the rule was written with {@code -m state}. */
    private static final int ALIAS = 1 << 13;

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

    static Condition conntrack(Blob data, int states) {
        int asked = data.u16(MATCH_FLAGS);
        boolean not = (data.u16(INVERT_FLAGS) & STATE) != 0;
        if ((asked & ~ALIAS) != STATE) {
            return Condition.unknown("-m conntrack");
        }
        return (asked & ALIAS) != 0 ? state("state", "state", states, not) : state("conntrack", "ctstate", states, not);
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
    static Condition state(String match, String option, int states, boolean not) {
        String list = STATES.entrySet().stream()
                .filter(e -> (states & e.getKey()) != 0)
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(","));
        return new Condition("-m " + match + (not ? " ! --" : " --") + option + " " + list, (packet, around) -> {
            if (packet.state() == Packet.State.UNSEEN) {
                return Truth.UNKNOWN;
            }
            boolean holds = (states & state(packet)) != 0;
            Truth truth = !holds && (states & TRANSLATED) != 0 ? Truth.UNKNOWN : Truth.of(holds);
            return truth.inverted(not);
        });
    }
}
