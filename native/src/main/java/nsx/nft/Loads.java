package nsx.nft;

import java.util.Optional;
import java.util.Set;
import nsx.filter.Packet;
import nsx.filter.Surroundings;
import nsx.filter.Truth;
import nsx.netlink.Attributes;

/**
 * Loads what expressions read of a packet into registers. What is not known of it is loaded as unknown. The answers say whether
 * the rule goes on: the kernel ends it when there is nothing to load.
 */
record Loads(Packet packet, Surroundings around, Registers registers) {
    /** Expressions that load something that is not known here. */
    static final Set<String> UNKNOWN =
            Set.of("rt", "socket", "exthdr", "hash", "numgen", "tunnel", "osf", "xfrm", "inner");

    /** Those of them that load something for every packet. */
    private static final Set<String> ALWAYS = Set.of("hash", "numgen");

    /** NFT_EXTHDR_F_PRESENT. */
    private static final int PRESENT = 1;

    /** The flags NFTA_FIB_F_SADDR and NFTA_FIB_F_IIF. */
    private static final int FIB_SENDER = 1 | 8;
    /** NFTA_FIB_F_MARK. */
    private static final int FIB_MARK = 4;
    /** NFTA_FIB_F_PRESENT. */
    private static final int FIB_PRESENT = 32;

    /** Loads metadata of the packet. */
    Truth meta(String key, Attributes data) {
        boolean owner = key.equals("skuid") || key.equals("skgid");
        // a packet that no program sent has no owner and matches no rule that asks for the owner
        // (nft_meta_get_eval_skugid)
        Optional<String> user =
                key.equals("skuid") && around.own() && !packet.reply() ? Optional.of("00000000") : Optional.empty();
        registers.load(data.integer("NFTA_META_DREG", 0), packet.meta(key).or(() -> user), 4);
        return owner && isOfNobody() || key.equals("l4proto") && packet.isArp() ? Truth.NO : Truth.YES;
    }

    /** Whether no program of this host sent the packet: it came from elsewhere, or the kernel answers a ping. */
    private boolean isOfNobody() {
        boolean echo = packet.protocol() == Packet.ICMP || packet.protocol() == Packet.ICMPV6;
        return !around.own() || packet.reply() && echo;
    }

    /** Loads bytes of the packet; what is behind its transport header may be missing. */
    Truth payload(Attributes data) {
        String base = data.string("NFTA_PAYLOAD_BASE", "");
        int offset = data.integer("NFTA_PAYLOAD_OFFSET", 0);
        int length = data.integer("NFTA_PAYLOAD_LEN", 0);
        int register = data.integer("NFTA_PAYLOAD_DREG", 0);
        boolean chosen = base.equals("transport")
                && length == 2
                && (offset == 0 && packet.isSourceChosen() || offset == 2 && packet.isPortChosen());
        if (chosen) {
            registers.loadChosen(register);
        } else {
            registers.load(register, packet.bytes(base, offset, length), length);
        }
        return base.equals("inner") ? Truth.UNKNOWN : Truth.YES;
    }

    /** Loads what connection tracking knows of the packet. */
    Truth connection(String key, Attributes data) {
        Optional<String> value = switch (key) {
            case "state" -> packet.connectionState();
            case "direction" -> Optional.of(packet.reply() ? "01" : "00");
            default -> Optional.empty();
        };
        registers.load(data.integer("NFTA_CT_DREG", 0), value, 4);
        boolean none = packet.state() == Packet.State.UNTRACKED || packet.state() == Packet.State.INVALID;
        // a packet without a connection matches no rule that asks for details of one (nft_ct_get_eval)
        return none && !key.equals("state") ? Truth.NO : Truth.YES;
    }

    /** Whether there is something to load: the kernel ends the rule of a packet without the option, socket or policy. */
    Truth something(String name, Attributes data) {
        boolean present = name.equals("exthdr") && (data.integer("NFTA_EXTHDR_FLAGS", 0) & PRESENT) != 0;
        boolean writes = name.equals("exthdr") && !data.has("NFTA_EXTHDR_DREG");
        return present || writes || ALWAYS.contains(name) ? Truth.YES : Truth.UNKNOWN;
    }

    /** Loads something of any length that is not known: it may be in each register. */
    void unknown() {
        for (int register = 1; register <= 4; register++) {
            registers.load(register, Optional.empty(), 16);
        }
    }

    /** Loads what the routes say of the packet's addresses. */
    void fib(Attributes data) {
        int flags = data.integer("NFTA_FIB_FLAGS", 0);
        String result = data.string("NFTA_FIB_RESULT", "");
        Optional<String> found = Optional.empty();
        if (result.equals("type") && flags == Expression.DestinationType.DADDR) {
            found = Optional.of(
                    around.local().test(packet.destination()) ? RuleConditions.LOCAL : RuleConditions.UNICAST);
        } else if (result.startsWith("oif") && (flags & ~(FIB_MARK | FIB_PRESENT)) == FIB_SENDER) {
            found = returning(result, flags);
        }
        registers.load(data.integer("NFTA_FIB_DREG", 1), found, 4);
    }

    /** The device of the way back to the source, or whether there is one. */
    private Optional<String> returning(String result, int flags) {
        boolean presence = (flags & FIB_PRESENT) != 0;
        return switch (around.returning().test(packet, (flags & FIB_MARK) != 0)) {
            case NO -> Optional.of("00");
            case YES -> presence ? Optional.of("01") : packet.meta(result.equals("oif") ? "iif" : "iifname");
            case UNKNOWN -> Optional.empty();
        };
    }
}
