package nsx.nft;

import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import nsx.filter.Action;
import nsx.filter.Action.Kind;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;

/** Evaluates the expressions that end a rule. */
final class Verdicts {
    /**
     * The verdict codes NF_* of linux/netfilter.h and NFT_* of linux/netfilter/nf_tables.h; continue and break have
     * no effect.
     */
    private static final Map<Integer, Kind> CODES =
            Map.of(0, Kind.DROP, 1, Kind.ACCEPT, 3, Kind.QUEUE, -3, Kind.JUMP, -4, Kind.GOTO, -5, Kind.RETURN);

    private Verdicts() {}

    /** Reads a verdict; empty without one and for verdicts that continue. */
    static Optional<Action> verdict(Attributes data) {
        Attributes verdict = data.nested("NFTA_DATA_VERDICT");
        return Optional.ofNullable(CODES.get(verdict.integer("NFTA_VERDICT_CODE", -1)))
                .map(kind -> new Action(kind, verdict.string("NFTA_VERDICT_CHAIN", "")));
    }

    /**
     * The effect of an expression; empty for an expression that only loads, compares or counts.
     *
     * @param registers the values loaded before
     */
    static Optional<Action> of(String name, Attributes data, Registers registers) {
        return switch (name) {
            case "reject" -> Optional.of(new Action(Kind.REJECT, ""));
            case "redir" ->
                Optional.of(new Action(
                        Kind.REDIRECT,
                        "",
                        Optional.empty(),
                        port(registers, data.integer("NFTA_REDIR_REG_PROTO_MIN", 0))));
            case "masq" -> Optional.of(new Action(Kind.MASQUERADE, ""));
            case "queue" -> Optional.of(new Action(Kind.QUEUE, ""));
            case "nat" -> {
                boolean source = data.string("NFTA_NAT_TYPE", "").equals("snat");
                int register = data.integer("NFTA_NAT_REG_ADDR_MIN", 0);
                int size = data.integer("NFTA_NAT_FAMILY", 2) == Ip.AF_INET6 ? 16 : 4;
                Optional<InetAddress> to = register == 0
                        ? Optional.empty()
                        : registers
                                .hex(register, size)
                                .map(hex -> Ip.of(HexFormat.of().parseHex(hex)));
                int port = port(registers, data.integer("NFTA_NAT_REG_PROTO_MIN", 0));
                yield Optional.of(new Action(
                        source ? Kind.SOURCE_NAT : Kind.DESTINATION_NAT,
                        "",
                        range(data) ? Optional.empty() : to,
                        range(data) ? 0 : port));
            }
            default -> Optional.empty();
        };
    }

    /** Whether it chooses among several addresses or ports, which cannot be predicted. */
    private static boolean range(Attributes data) {
        int address = data.integer("NFTA_NAT_REG_ADDR_MIN", 0);
        int port = data.integer("NFTA_NAT_REG_PROTO_MIN", 0);
        return data.integer("NFTA_NAT_REG_ADDR_MAX", address) != address
                || data.integer("NFTA_NAT_REG_PROTO_MAX", port) != port;
    }

    private static int port(Registers registers, int register) {
        return register == 0
                ? 0
                : registers.hex(register, 2).map(HexFormat::fromHexDigits).orElse(0);
    }
}
