package nsx.xtables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the matches of single protocols in the words of iptables-save: sctp, dccp, ah, esp, ipcomp and ecn. */
final class ProtocolMatchText {
    private static final int PORTS_BY_SOURCE = 1;
    private static final int PORTS_BY_DESTINATION = 2;
    private static final int TYPES = 4;
    private static final int BY_OPTION = 8;
    private static final long LAST_INDEX = 0xffffffffL;
    private static final int CHUNKS = 256;

    private static final Map<Integer, String> CHUNK_NAMES = new TreeMap<>(Map.ofEntries(
            Map.entry(0, "DATA"),
            Map.entry(1, "INIT"),
            Map.entry(2, "INIT_ACK"),
            Map.entry(3, "SACK"),
            Map.entry(4, "HEARTBEAT"),
            Map.entry(5, "HEARTBEAT_ACK"),
            Map.entry(6, "ABORT"),
            Map.entry(7, "SHUTDOWN"),
            Map.entry(8, "SHUTDOWN_ACK"),
            Map.entry(9, "ERROR"),
            Map.entry(10, "COOKIE_ECHO"),
            Map.entry(11, "COOKIE_ACK"),
            Map.entry(12, "ECN_ECNE"),
            Map.entry(13, "ECN_CWR"),
            Map.entry(14, "SHUTDOWN_COMPLETE"),
            Map.entry(64, "I_DATA"),
            Map.entry(128, "ASCONF_ACK"),
            Map.entry(130, "RE_CONFIG"),
            Map.entry(132, "PAD"),
            Map.entry(192, "FORWARD_TSN"),
            Map.entry(193, "ASCONF"),
            Map.entry(194, "I_FORWARD_TSN")));
    /** The letters of the flags of chunks, from the highest bit on. */
    private static final Map<Integer, String> CHUNK_FLAGS = Map.of(0, "----IUBE", 6, "-------T", 14, "-------T");

    private static final List<String> DCCP_TYPES = List.of(
            "REQUEST",
            "RESPONSE",
            "DATA",
            "ACK",
            "DATAACK",
            "CLOSEREQ",
            "CLOSE",
            "RESET",
            "SYNC",
            "SYNCACK",
            "INVALID");

    private ProtocolMatchText() {}

    /** {@code struct xt_sctp_info}. */
    static Options sctp(Blob data) {
        int asked = data.s32(284);
        int not = data.s32(288);
        Options text = Options.match("sctp");
        ports(text, data, asked, not);
        if ((asked & TYPES) != 0) {
            String way = Map.of(1, "any", 2, "all", 4, "only").getOrDefault(data.s32(264), "…");
            text.add((not & TYPES) != 0, "--chunk-types", way + " " + chunks(data));
        }
        return text;
    }

    private static void ports(Options text, Blob data, int asked, int not) {
        if ((asked & PORTS_BY_SOURCE) != 0) {
            text.add((not & PORTS_BY_SOURCE) != 0, "--sport", Options.range(data.u16(4), data.u16(6), ":"));
        }
        if ((asked & PORTS_BY_DESTINATION) != 0) {
            text.add((not & PORTS_BY_DESTINATION) != 0, "--dport", Options.range(data.u16(0), data.u16(2), ":"));
        }
    }

    private static String chunks(Blob data) {
        List<String> set = new ArrayList<>();
        for (int type = 0; type < CHUNKS; type++) {
            if ((data.s32(8 + type / Integer.SIZE * 4) & 1 << type % Integer.SIZE) != 0) {
                set.add(CHUNK_NAMES.getOrDefault(type, "…") + flags(data, type));
            }
        }
        return set.size() == CHUNKS ? "ALL" : set.isEmpty() ? "NONE" : String.join(",", set);
    }

    /** The flags of a chunk that are compared, in capitals those that must be set. */
    private static String flags(Blob data, int type) {
        for (int i = 0; i < Math.min(4, data.s32(280)); i++) {
            int at = 268 + 3 * i;
            int mask = data.u8(at + 2);
            if (data.u8(at) == type && mask != 0) {
                StringBuilder letters = new StringBuilder(":");
                for (int bit = 7; bit >= 0; bit--) {
                    char letter = CHUNK_FLAGS.getOrDefault(type, "--------").charAt(7 - bit);
                    boolean set = (data.u8(at + 1) & 1 << bit) != 0;
                    letters.append((mask & 1 << bit) == 0 ? "" : set ? letter : Character.toLowerCase(letter));
                }
                return letters.toString();
            }
        }
        return "";
    }

    /** {@code struct xt_dccp_info}. */
    static Options dccp(Blob data) {
        int asked = data.u16(8);
        int not = data.u16(10);
        Options text = Options.match("dccp");
        ports(text, data, asked, not);
        if ((asked & TYPES) != 0) {
            List<String> types = new ArrayList<>();
            for (int i = 0; i < DCCP_TYPES.size(); i++) {
                if ((data.u16(12) & 1 << i) != 0) {
                    types.add(DCCP_TYPES.get(i));
                }
            }
            text.add((not & TYPES) != 0, "--dccp-types", String.join(",", types));
        }
        if ((asked & BY_OPTION) != 0) {
            text.add((not & BY_OPTION) != 0, "--dccp-option", data.u8(14));
        }
        return text;
    }

    /**
     * {@code struct xt_esp}, {@code struct xt_ipcomp} and {@code struct ipt_ah}: a range of indexes of security
     * parameters.
     */
    static Options indexes(String name, String option, Blob data) {
        Options text = Options.match(name);
        boolean not = (data.u8(8) & 1) != 0;
        boolean all = data.u32(0) == 0 && data.u32(4) == LAST_INDEX && !not;
        if (!all) {
            text.add(not, option, Options.range(data.u32(0), data.u32(4), ":"));
        }
        return text.addIf(name.equals("ipcomp") && data.u8(9) != 0, "--compres", "");
    }

    /** {@code struct ipt_ah} or {@code struct ip6t_ah}. */
    static Options authentication(TableFamily family, Blob data) {
        if (family == TableFamily.IPV4) {
            return indexes("ah", "--ahspi", data);
        }
        Options text = Options.match("ah");
        int not = data.u8(13);
        if (data.u32(0) != 0 || data.u32(4) != LAST_INDEX || (not & 1) != 0) {
            text.add((not & 1) != 0, "--ahspi", Options.range(data.u32(0), data.u32(4), ":"));
        }
        if (data.u32(8) != 0 || (not & 2) != 0) {
            text.add((not & 2) != 0, "--ahlen", data.u32(8));
        }
        return text.addIf(data.u8(12) != 0, "--ahres", "");
    }

    /** {@code struct xt_ecn_info}. */
    static Options congestion(Blob data) {
        int asked = data.u8(0);
        int not = data.u8(1);
        Options text = Options.match("ecn");
        if ((asked & 0x10) != 0) {
            text.add((not & 0x10) != 0, "--ecn-tcp-ece", "");
        }
        if ((asked & 0x20) != 0) {
            text.add((not & 0x20) != 0, "--ecn-tcp-cwr", "");
        }
        if ((asked & 1) != 0) {
            text.add((not & 1) != 0, "--ecn-ip-ect", data.u8(2));
        }
        return text;
    }
}
