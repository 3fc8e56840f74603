package nsx.nft;

import java.util.Map;
import java.util.Optional;
import nsx.netlink.Attributes;

/**
 * What a rule does with a packet that it matches.
 *
 * @param chain where jump and goto lead; empty for the others
 */
public record Action(Kind kind, String chain) {
    /** How a rule ends. */
    public enum Kind {
        DROP,
        ACCEPT,
        JUMP,
        GOTO,
        RETURN,
        /** Dropped with an answer to the sender. */
        REJECT,
        /** The source becomes the address of the device that it leaves by. */
        MASQUERADE,
        /** The source becomes an address that the rule says. */
        SOURCE_NAT,
        DESTINATION_NAT,
        /** Given to a program, which decides. */
        QUEUE;

        /** Whether the packet goes no further. */
        public boolean stops() {
            return this == DROP || this == REJECT;
        }
    }

    /** NF_* of linux/netfilter.h and NFT_* of linux/netfilter/nf_tables.h; continue and break do nothing. */
    private static final Map<Integer, Kind> CODES =
            Map.of(0, Kind.DROP, 1, Kind.ACCEPT, 3, Kind.QUEUE, -3, Kind.JUMP, -4, Kind.GOTO, -5, Kind.RETURN);

    private static final Map<String, Kind> TARGETS = Map.of(
            "REJECT",
            Kind.REJECT,
            "MASQUERADE",
            Kind.MASQUERADE,
            "SNAT",
            Kind.SOURCE_NAT,
            "DNAT",
            Kind.DESTINATION_NAT);

    /** What an expression does; empty for one that only loads, compares or counts. */
    static Optional<Action> of(Expression expression) {
        if (expression instanceof Expression.Masquerade) {
            return Optional.of(new Action(Kind.MASQUERADE, ""));
        }
        if (expression instanceof Expression.DestinationNat) {
            return Optional.of(new Action(Kind.DESTINATION_NAT, ""));
        }
        return expression instanceof Expression.Other other ? of(other) : Optional.empty();
    }

    private static Optional<Action> of(Expression.Other other) {
        return switch (other.name()) {
            case "immediate" -> {
                Attributes verdict = data(other).nested("NFTA_IMMEDIATE_DATA").nested("NFTA_DATA_VERDICT");
                yield Optional.ofNullable(CODES.get(verdict.integer("NFTA_VERDICT_CODE", -1)))
                        .map(kind -> new Action(kind, verdict.string("NFTA_VERDICT_CHAIN", "")));
            }
            case "reject" -> Optional.of(new Action(Kind.REJECT, ""));
            case "masq" -> Optional.of(new Action(Kind.MASQUERADE, ""));
            case "queue" -> Optional.of(new Action(Kind.QUEUE, ""));
            case "nat" ->
                Optional.of(new Action(
                        data(other).string("NFTA_NAT_TYPE", "").equals("snat") ? Kind.SOURCE_NAT : Kind.DESTINATION_NAT,
                        ""));
            case "target" ->
                Optional.ofNullable(TARGETS.get(data(other).string("NFTA_TARGET_NAME", "")))
                        .map(kind -> new Action(kind, ""));
            default -> Optional.empty();
        };
    }

    private static Attributes data(Expression.Other other) {
        return other.element().nested("NFTA_EXPR_DATA");
    }
}
