package nsx.nft;

import java.util.HexFormat;
import java.util.List;
import nsx.netlink.Attributes;

/**
 * One instruction of a rule. Compared data is hexadecimal text in packet order, so that expressions are values.
 * Loading expressions load register 1.
 */
public sealed interface Expression {
    /** The register NFT_REG_1, of 16 bytes. */
    int FIRST = 1;

    /** The name of the expression in the kernel. */
    String name();

    /** Fills in the attributes of this kind of expression. */
    default Attributes fill(Attributes data) {
        return data;
    }

    /** Fills in the element of a rule's expression list. */
    default Attributes element(Attributes empty) {
        return empty.put("NFTA_EXPR_NAME", name()).nest("NFTA_EXPR_DATA", this::fill);
    }

    /** Loads a fact about the packet: {@code iifname}, {@code oifname}, {@code nfproto}, {@code l4proto}. */
    record Meta(String key) implements Expression {
        @Override
        public String name() {
            return "meta";
        }

        @Override
        public Attributes fill(Attributes data) {
            return data.put("NFTA_META_KEY", key).put("NFTA_META_DREG", FIRST);
        }
    }

    /** Loads bytes of the packet, counted from the start of its {@code network} or {@code transport} header. */
    record Payload(String base, int offset, int length) implements Expression {
        @Override
        public String name() {
            return "payload";
        }

        @Override
        public Attributes fill(Attributes data) {
            return data.put("NFTA_PAYLOAD_DREG", FIRST)
                    .put("NFTA_PAYLOAD_BASE", base)
                    .put("NFTA_PAYLOAD_OFFSET", offset)
                    .put("NFTA_PAYLOAD_LEN", length);
        }
    }

    /** Loads the route type of the destination address (RTN_LOCAL, …). */
    record DestinationType() implements Expression {
        /** The flag NFTA_FIB_F_DADDR. */
        static final int DADDR = 2;

        @Override
        public String name() {
            return "fib";
        }

        @Override
        public Attributes fill(Attributes data) {
            return data.put("NFTA_FIB_FLAGS", DADDR)
                    .put("NFTA_FIB_RESULT", "type")
                    .put("NFTA_FIB_DREG", FIRST);
        }
    }

    /** Keeps only the bits of the mask in the register. */
    record Mask(String bits) implements Expression {
        @Override
        public String name() {
            return "bitwise";
        }

        @Override
        public Attributes fill(Attributes data) {
            byte[] mask = HexFormat.of().parseHex(bits);
            return data.put("NFTA_BITWISE_SREG", FIRST)
                    .put("NFTA_BITWISE_DREG", FIRST)
                    .put("NFTA_BITWISE_LEN", mask.length)
                    .nest("NFTA_BITWISE_MASK", it -> it.put("NFTA_DATA_VALUE", mask))
                    .nest("NFTA_BITWISE_XOR", it -> it.put("NFTA_DATA_VALUE", new byte[mask.length]));
        }
    }

    /** Ends the rule unless the loaded data compares as required: {@code ==}, {@code !=} and so on. */
    record Compare(String operator, String data) implements Expression {
        @Override
        public String name() {
            return "cmp";
        }

        @Override
        public Attributes fill(Attributes attributes) {
            byte[] value = HexFormat.of().parseHex(data);
            return attributes
                    .put("NFTA_CMP_SREG", FIRST)
                    .put("NFTA_CMP_OP", operator)
                    .nest("NFTA_CMP_DATA", it -> it.put("NFTA_DATA_VALUE", value));
        }
    }

    /** Puts a constant into a register. */
    record Constant(int register, String data) implements Expression {
        @Override
        public String name() {
            return "immediate";
        }

        @Override
        public Attributes fill(Attributes attributes) {
            byte[] value = HexFormat.of().parseHex(data);
            return attributes
                    .put("NFTA_IMMEDIATE_DREG", register)
                    .nest("NFTA_IMMEDIATE_DATA", it -> it.put("NFTA_DATA_VALUE", value));
        }
    }

    /**
     * Makes the kernel report the rules that the packet passes from here on ({@code meta nftrace set 1}); the value
     * is in a register.
     */
    record SetTrace() implements Expression {
        @Override
        public String name() {
            return "meta";
        }

        @Override
        public Attributes fill(Attributes data) {
            return data.put("NFTA_META_KEY", "nftrace").put("NFTA_META_SREG", FIRST);
        }
    }

    /** Counts the packets that reach this expression. */
    record Counter(long packets, long bytes) implements Expression {
        static final Counter ZERO = new Counter(0, 0);

        @Override
        public String name() {
            return "counter";
        }

        @Override
        public Attributes fill(Attributes data) {
            return packets == 0 && bytes == 0
                    ? data
                    : data.put("NFTA_COUNTER_BYTES", bytes).put("NFTA_COUNTER_PACKETS", packets);
        }
    }

    /** Changes the source of the packet to the address of the outgoing device. */
    record Masquerade() implements Expression {
        @Override
        public String name() {
            return "masq";
        }
    }

    /**
     * Changes the destination of the packet to the address in one register and the port in another.
     *
     * @param family AF_INET 2 or AF_INET6 10
     * @param portRegister 0 to keep the port
     */
    record DestinationNat(int family, int addressRegister, int portRegister) implements Expression {
        private static final int PROTO_SPECIFIED = 2;

        @Override
        public String name() {
            return "nat";
        }

        @Override
        public Attributes fill(Attributes data) {
            Attributes nat = data.put("NFTA_NAT_TYPE", "dnat")
                    .put("NFTA_NAT_FAMILY", family)
                    .put("NFTA_NAT_REG_ADDR_MIN", addressRegister);
            return portRegister == 0
                    ? nat
                    : nat.put("NFTA_NAT_REG_PROTO_MIN", portRegister).put("NFTA_NAT_FLAGS", PROTO_SPECIFIED);
        }
    }

    /** Ends the packet's way through the table: NF_DROP 0 or NF_ACCEPT 1. */
    record Verdict(int code) implements Expression {
        @Override
        public String name() {
            return "immediate";
        }

        @Override
        public Attributes fill(Attributes attributes) {
            return attributes
                    .put("NFTA_IMMEDIATE_DREG", 0)
                    .nest(
                            "NFTA_IMMEDIATE_DATA",
                            it -> it.nest("NFTA_DATA_VERDICT", verdict -> verdict.put("NFTA_VERDICT_CODE", code)));
        }
    }

    /** Drops the packet and sends "port unreachable" to its sender. */
    record Reject() implements Expression {
        /** NFT_REJECT_ICMPX_UNREACH: ICMP or ICMPv6, depending on the packet. */
        static final int ICMPX = 2;
        /** The code NFT_REJECT_ICMPX_PORT_UNREACH. */
        static final int PORT = 1;

        @Override
        public String name() {
            return "reject";
        }

        @Override
        public Attributes fill(Attributes data) {
            return data.put("NFTA_REJECT_TYPE", ICMPX).put("NFTA_REJECT_ICMP_CODE", PORT);
        }
    }

    /** Writes a line to the kernel's log. */
    record Log(String prefix) implements Expression {
        @Override
        public String name() {
            return "log";
        }

        @Override
        public Attributes fill(Attributes data) {
            return data.put("NFTA_LOG_PREFIX", prefix);
        }
    }

    /** Any other expression, or one with additional attributes, unchanged. */
    record Other(Attributes element) implements Expression {
        @Override
        public String name() {
            return element.string("NFTA_EXPR_NAME", "");
        }

        @Override
        public Attributes element(Attributes empty) {
            return element;
        }
    }

    /** Encodes a rule's expressions for the kernel. */
    static Attributes encode(List<Expression> expressions) {
        Attributes list = Attributes.of(ExpressionTables.LIST);
        for (Expression expression : expressions) {
            list = list.nest("NFTA_LIST_ELEM", expression::element);
        }
        return list;
    }

    /** Decodes a rule's expressions. */
    static List<Expression> decode(Attributes list) {
        return list.all("NFTA_LIST_ELEM").stream()
                .filter(Attributes.class::isInstance)
                .map(element -> ExpressionReader.read((Attributes) element))
                .toList();
    }
}
