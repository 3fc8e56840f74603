package nsx.nft;

import java.util.HexFormat;
import java.util.List;
import nsx.netlink.Attributes;

/**
 * One instruction of a rule. What is compared is hexadecimal text in the order of the packet, so that expressions are values.
 * Those that load, load register 1.
 */
public sealed interface Expression {
    /** NFT_REG_1, of 16 bytes. */
    int FIRST = 1;

    /** Its name in the kernel. */
    String name();

    /** Fills the attributes of its kind. */
    default Attributes fill(Attributes data) {
        return data;
    }

    /** Fills the element of a rule's list. */
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

    /** Loads bytes of the packet, from the start of its {@code network} or {@code transport} header. */
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

    /** Loads the kind of the destination address as routing sees it (RTN_LOCAL, …). */
    record DestinationType() implements Expression {
        /** NFTA_FIB_F_DADDR. */
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

    /** Keeps the bits of the mask. */
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

    /** Ends the rule unless what was loaded is so: {@code ==} or {@code !=} and more. */
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

    /** Has the kernel tell which rules the packet passes from here on ({@code meta nftrace set 1}); the value is in a register. */
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

    /** Counts what comes this far. */
    record Counter(long packets, long bytes) implements Expression {
        static final Counter ZERO = new Counter(0, 0);

        @Override
        public String name() {
            return "counter";
        }

        @Override
        public Attributes fill(Attributes data) {
            return equals(ZERO) ? data : data.put("NFTA_COUNTER_BYTES", bytes).put("NFTA_COUNTER_PACKETS", packets);
        }
    }

    /** Gives the packet the address of the device that it leaves by. */
    record Masquerade() implements Expression {
        @Override
        public String name() {
            return "masq";
        }
    }

    /**
     * Sends the packet to the address in one register, and to the port in another.
     *
     * @param family AF_INET 2 or AF_INET6 10
     * @param portRegister 0 to leave the port as it is
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

    /** Ends the way through the table: NF_DROP 0 or NF_ACCEPT 1. */
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

    /** Drops the packet and tells its sender that the port cannot be reached. */
    record Reject() implements Expression {
        /** NFT_REJECT_ICMPX_UNREACH: ICMP or ICMPv6, as the packet is. */
        static final int ICMPX = 2;
        /** NFT_REJECT_ICMPX_PORT_UNREACH. */
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

    /** Any other, or one of these with more to it, as it came. */
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

    /** As the kernel wants a rule's expressions. */
    static Attributes encode(List<Expression> expressions) {
        Attributes list = Attributes.of(ExpressionTables.LIST);
        for (Expression expression : expressions) {
            list = list.nest("NFTA_LIST_ELEM", expression::element);
        }
        return list;
    }

    /** Reads a rule's expressions. */
    static List<Expression> decode(Attributes list) {
        return list.all("NFTA_LIST_ELEM").stream()
                .filter(Attributes.class::isInstance)
                .map(element -> ExpressionReader.read((Attributes) element))
                .toList();
    }
}
