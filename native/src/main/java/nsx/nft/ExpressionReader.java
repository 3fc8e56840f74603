package nsx.nft;

import java.util.HexFormat;
import nsx.netlink.Attributes;
import nsx.netlink.CodecException;

/** Reads expressions as the kernel reports them, with more attributes than were sent. */
final class ExpressionReader {
    private static final int PROTO_OR_MAP_IPS = 3;

    private static final int USUAL_LEVEL = 4;

    private ExpressionReader() {}

    /** Reads the expression in an element; {@link Expression.Other} if it has parts that nsx does not know. */
    static Expression read(Attributes element) {
        try {
            return read(element, element.string("NFTA_EXPR_NAME"), element.nested("NFTA_EXPR_DATA"));
        } catch (CodecException e) {
            return new Expression.Other(element);
        }
    }

    private static Expression read(Attributes element, String name, Attributes data) {
        return switch (name) {
            case "meta" -> meta(data);
            case "payload" -> payload(data);
            case "fib" -> fib(data);
            case "bitwise" -> mask(data);
            case "cmp" -> compare(data);
            case "immediate" -> immediate(data);
            case "reject" -> reject(data);
            case "log" -> log(data);
            case "counter" ->
                new Expression.Counter(data.number("NFTA_COUNTER_PACKETS", 0), data.number("NFTA_COUNTER_BYTES", 0));
            case "masq" -> masquerade(data);
            case "nat" -> nat(data);
            default -> new Expression.Other(element);
        };
    }

    private static Expression meta(Attributes data) {
        first(data, "NFTA_META_DREG");
        return new Expression.Meta(data.string("NFTA_META_KEY"));
    }

    private static Expression payload(Attributes data) {
        first(data, "NFTA_PAYLOAD_DREG");
        return new Expression.Payload(
                data.string("NFTA_PAYLOAD_BASE"),
                data.integer("NFTA_PAYLOAD_OFFSET"),
                data.integer("NFTA_PAYLOAD_LEN"));
    }

    private static Expression fib(Attributes data) {
        first(data, "NFTA_FIB_DREG");
        need("type", data.string("NFTA_FIB_RESULT"));
        need(Expression.DestinationType.DADDR, data.integer("NFTA_FIB_FLAGS"));
        return new Expression.DestinationType();
    }

    private static Expression mask(Attributes data) {
        first(data, "NFTA_BITWISE_SREG");
        first(data, "NFTA_BITWISE_DREG");
        need(0, data.integer("NFTA_BITWISE_OP", 0));
        String mask = value(data, "NFTA_BITWISE_MASK");
        need("0".repeat(mask.length()), value(data, "NFTA_BITWISE_XOR"));
        return new Expression.Mask(mask);
    }

    private static Expression compare(Attributes data) {
        first(data, "NFTA_CMP_SREG");
        return new Expression.Compare(data.string("NFTA_CMP_OP"), value(data, "NFTA_CMP_DATA"));
    }

    private static Expression immediate(Attributes data) {
        int register = data.integer("NFTA_IMMEDIATE_DREG");
        Attributes verdict = data.nested("NFTA_IMMEDIATE_DATA").nested("NFTA_DATA_VERDICT");
        if (register != 0) {
            return new Expression.Constant(register, value(data, "NFTA_IMMEDIATE_DATA"));
        }
        int code = verdict.integer("NFTA_VERDICT_CODE");
        need(true, code == 0 || code == 1);
        return new Expression.Verdict(code);
    }

    private static Expression reject(Attributes data) {
        need(Expression.Reject.ICMPX, data.integer("NFTA_REJECT_TYPE"));
        need(Expression.Reject.PORT, data.integer("NFTA_REJECT_ICMP_CODE"));
        return new Expression.Reject();
    }

    /**
     * Reads a log expression. One with a group, flags or a level is unknown; the kernel reports the default level 4
     * (warning).
     */
    private static Expression log(Attributes data) {
        need(false, data.has("NFTA_LOG_GROUP"));
        need(USUAL_LEVEL, data.integer("NFTA_LOG_LEVEL", USUAL_LEVEL));
        need(0, data.integer("NFTA_LOG_FLAGS", 0));
        return new Expression.Log(data.string("NFTA_LOG_PREFIX"));
    }

    private static Expression masquerade(Attributes data) {
        need(0, data.integer("NFTA_MASQ_FLAGS", 0));
        need(0, data.integer("NFTA_MASQ_REG_PROTO_MIN", 0));
        return new Expression.Masquerade();
    }

    /** Reads a NAT expression. One with ranges or flags such as {@code random} is unknown. */
    private static Expression nat(Attributes data) {
        need("dnat", data.string("NFTA_NAT_TYPE"));
        int address = data.integer("NFTA_NAT_REG_ADDR_MIN");
        int port = data.integer("NFTA_NAT_REG_PROTO_MIN", 0);
        need(address, data.integer("NFTA_NAT_REG_ADDR_MAX", address));
        need(port, data.integer("NFTA_NAT_REG_PROTO_MAX", port));
        need(0, data.integer("NFTA_NAT_FLAGS", 0) & ~PROTO_OR_MAP_IPS);
        return new Expression.DestinationNat(data.integer("NFTA_NAT_FAMILY"), address, port);
    }

    private static String value(Attributes data, String name) {
        return HexFormat.of().formatHex(data.nested(name).bytes("NFTA_DATA_VALUE"));
    }

    private static void first(Attributes data, String register) {
        need(Expression.FIRST, data.integer(register));
    }

    private static void need(Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new CodecException(found + " where " + expected + " was expected");
        }
    }
}
