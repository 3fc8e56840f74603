package nsx.nft;

import java.util.Optional;
import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;
import nsx.netlink.Attributes;
import nsx.netlink.Message;

/**
 * One step of a packet through the chains of a network namespace, as the kernel reports it for packets whose {@code
 * meta nftrace} is set (include/uapi/linux/netfilter/nf_tables.h, since Linux 4.6).
 *
 * @param family the number of the table's family, as in {@link NftRule#family}
 * @param handle the handle of the rule; 0 for the policy of the chain
 * @param verdict {@code drop}, {@code accept}, {@code continue}, {@code return}, or {@code jump c} and {@code goto c}
 * @param id a number shared by all steps of one packet at one hook
 * @param in the index of the incoming device; 0 for none
 * @param out the index of the outgoing device; 0 for none yet
 * @param network the packet from its network header on; empty for steps without it
 * @param transport the packet from its transport header on; empty for steps without it
 */
public record TraceEvent(
        int family,
        String table,
        String chain,
        Kind kind,
        long handle,
        String verdict,
        long id,
        int in,
        int out,
        byte[] network,
        byte[] transport) {
    /** The multicast group NFNLGRP_NFTRACE. */
    public static final int GROUP = 9;

    static final AttributeTable TABLE = AttributeTable.named("NFTA_TRACE")
            .add(1, "NFTA_TRACE_TABLE", AttributeType.STRING)
            .add(2, "NFTA_TRACE_CHAIN", AttributeType.STRING)
            .add(3, "NFTA_TRACE_RULE_HANDLE", AttributeType.BE64)
            .add(4, "NFTA_TRACE_TYPE", AttributeType.enumerated(AttributeType.BE32, 1, "policy", "return", "rule"))
            .add(5, "NFTA_TRACE_VERDICT", AttributeType.nested(ExpressionTables.VERDICT))
            .add(6, "NFTA_TRACE_ID", AttributeType.BE32)
            .add(7, "NFTA_TRACE_LL_HEADER", AttributeType.BINARY)
            .add(8, "NFTA_TRACE_NETWORK_HEADER", AttributeType.BINARY)
            .add(9, "NFTA_TRACE_TRANSPORT_HEADER", AttributeType.BINARY)
            .add(10, "NFTA_TRACE_IIF", AttributeType.BE32)
            .add(11, "NFTA_TRACE_IIFTYPE", AttributeType.BE16)
            .add(12, "NFTA_TRACE_OIF", AttributeType.BE32)
            .add(13, "NFTA_TRACE_OIFTYPE", AttributeType.BE16)
            .add(14, "NFTA_TRACE_MARK", AttributeType.BE32)
            .add(15, "NFTA_TRACE_NFPROTO", AttributeType.BE32)
            .add(16, "NFTA_TRACE_POLICY", AttributeType.SIGNED_BE32)
            .add(18, "NFTA_TRACE_CT_ID", AttributeType.BE32)
            .add(19, "NFTA_TRACE_CT_DIRECTION", AttributeType.U8)
            .add(20, "NFTA_TRACE_CT_STATUS", AttributeType.BE32)
            .add(21, "NFTA_TRACE_CT_STATE", AttributeType.BE32);

    private static final byte[] NONE = {};

    /** The kinds of steps. */
    public enum Kind {
        /** A rule ended with a verdict. */
        RULE,
        /** A chain ended without a verdict. */
        RETURN,
        /** A base chain ended, and its policy decides. */
        POLICY
    }

    /** Decodes a message; empty for another type. */
    public static Optional<TraceEvent> decode(Message message) {
        if (message.type() != Nftables.TRACE.number()) {
            return Optional.empty();
        }
        Attributes all = Nftables.TRACE.decode(message);
        Kind kind = switch (all.string("NFTA_TRACE_TYPE", "")) {
            case "rule" -> Kind.RULE;
            case "policy" -> Kind.POLICY;
            default -> Kind.RETURN;
        };
        return Optional.of(new TraceEvent(
                all.header().integer("nfgen_family"),
                all.string("NFTA_TRACE_TABLE", ""),
                all.string("NFTA_TRACE_CHAIN", ""),
                kind,
                all.number("NFTA_TRACE_RULE_HANDLE", 0),
                verdict(all, kind),
                all.number("NFTA_TRACE_ID", 0),
                all.integer("NFTA_TRACE_IIF", 0),
                all.integer("NFTA_TRACE_OIF", 0),
                bytes(all, "NFTA_TRACE_NETWORK_HEADER"),
                bytes(all, "NFTA_TRACE_TRANSPORT_HEADER")));
    }

    private static byte[] bytes(Attributes all, String name) {
        return all.has(name) ? all.bytes(name) : NONE;
    }

    private static String verdict(Attributes all, Kind kind) {
        if (kind == Kind.POLICY) {
            return word(all.integer("NFTA_TRACE_POLICY", 1), "");
        }
        Attributes verdict = all.nested("NFTA_TRACE_VERDICT");
        return word(verdict.integer("NFTA_VERDICT_CODE", -1), verdict.string("NFTA_VERDICT_CHAIN", ""));
    }

    /**
     * The word for a code NF_* of linux/netfilter.h or NFT_* of linux/netfilter/nf_tables.h; the upper half of a drop
     * is an errno.
     */
    private static String word(int code, String chain) {
        if (code >= 0) {
            return switch (code & 0xff) {
                case 0 -> "drop";
                case 1 -> "accept";
                case 2 -> "stolen";
                case 3 -> "queue";
                default -> "verdict " + code;
            };
        }
        return switch (code) {
            case -1 -> "continue";
            case -2 -> "break";
            case -3 -> "jump " + chain;
            case -4 -> "goto " + chain;
            case -5 -> "return";
            default -> "verdict " + code;
        };
    }

    /** Whether the packet is dropped here. */
    public boolean drops() {
        return verdict.equals("drop");
    }
}
