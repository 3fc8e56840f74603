package nsx.nft;

import java.util.HashMap;
import java.util.Map;
import nsx.netlink.Attributes;

/** Knows which bits of loaded bytes a rule keeps before it writes them back. */
final class HeaderChanges {
    /** The number of bytes of IP before the length: version, length of the header and traffic class. */
    private static final int TRAFFIC_CLASS = 2;

    /** The bits of the first byte that must stay: for IPv6 the version, for IPv4 the length of the header too. */
    private static final int VERSION = 0xf0;

    private static final int ALL = 0xff;

    private final Map<Integer, Integer> kept = new HashMap<>();

    /** Sees an expression that changes the bits of a register. */
    void bitwise(Attributes data) {
        byte[] mask = data.nested("NFTA_BITWISE_MASK").has("NFTA_DATA_VALUE")
                ? data.nested("NFTA_BITWISE_MASK").bytes("NFTA_DATA_VALUE")
                : new byte[0];
        byte[] flipped = data.nested("NFTA_BITWISE_XOR").has("NFTA_DATA_VALUE")
                ? data.nested("NFTA_BITWISE_XOR").bytes("NFTA_DATA_VALUE")
                : new byte[0];
        int stays = mask.length == 0 || flipped.length == 0 ? 0 : mask[0] & ~flipped[0] & ALL;
        kept.put(Registers.place(data.integer("NFTA_BITWISE_DREG", 1)), stays);
    }

    /** Whether an expression writes no bits of the packet but those of the traffic class. */
    boolean areOfTrafficClass(Attributes data, boolean six) {
        int offset = data.integer("NFTA_PAYLOAD_OFFSET", 0);
        int end = offset + data.integer("NFTA_PAYLOAD_LEN", 0);
        int needed = six ? VERSION : ALL;
        int stays = kept.getOrDefault(Registers.place(data.integer("NFTA_PAYLOAD_SREG", 1)), 0);
        return data.string("NFTA_PAYLOAD_BASE", "").equals("network")
                && end <= TRAFFIC_CLASS
                && (offset > 0 || (stays & needed) == needed);
    }
}
