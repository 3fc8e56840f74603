package nsx.nft;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import nsx.filter.Action;
import nsx.filter.Action.Kind;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;

/** What the expressions that end a rule do. */
final class Verdicts {
    /** NF_* of linux/netfilter.h and NFT_* of linux/netfilter/nf_tables.h; continue and break do nothing. */
    private static final Map<Integer, Kind> CODES =
            Map.of(0, Kind.DROP, 1, Kind.ACCEPT, 3, Kind.QUEUE, -3, Kind.JUMP, -4, Kind.GOTO, -5, Kind.RETURN);

    private Verdicts() {}

    /**
     * What an expression does; empty for one that only loads, compares or counts.
     *
     * @param constants what was put into registers before
     */
    static Optional<Action> of(Expression expression, Map<Integer, String> constants) {
        if (expression instanceof Expression.Masquerade) {
            return Optional.of(new Action(Kind.MASQUERADE, ""));
        }
        if (expression instanceof Expression.DestinationNat nat) {
            return Optional.of(translation(Kind.DESTINATION_NAT, nat.addressRegister(), nat.portRegister(), constants));
        }
        return expression instanceof Expression.Other other ? of(other, constants) : Optional.empty();
    }

    private static Action translation(Kind kind, int address, int port, Map<Integer, String> constants) {
        byte[] bytes = HexFormat.of().parseHex(constants.getOrDefault(address, ""));
        boolean known = bytes.length == 4 || bytes.length == 16;
        String number = constants.getOrDefault(port, "");
        return new Action(
                kind,
                "",
                known ? Optional.of(Ip.of(bytes)) : Optional.empty(),
                number.length() >= 4 ? HexFormat.fromHexDigits(number, 0, 4) : 0);
    }

    private static Optional<Action> of(Expression.Other other, Map<Integer, String> constants) {
        return switch (other.name()) {
            case "immediate" -> {
                Attributes verdict = data(other).nested("NFTA_IMMEDIATE_DATA").nested("NFTA_DATA_VERDICT");
                yield Optional.ofNullable(CODES.get(verdict.integer("NFTA_VERDICT_CODE", -1)))
                        .map(kind -> new Action(kind, verdict.string("NFTA_VERDICT_CHAIN", "")));
            }
            case "reject" -> Optional.of(new Action(Kind.REJECT, ""));
            case "redir" -> Optional.of(new Action(Kind.REDIRECT, ""));
            case "masq" -> Optional.of(new Action(Kind.MASQUERADE, ""));
            case "queue" -> Optional.of(new Action(Kind.QUEUE, ""));
            // the register of verdicts is 0: what the packet has there, a map says
            case "lookup" ->
                other.element().has("NFTA_EXPR_DATA") && data(other).integer("NFTA_LOOKUP_DREG", -1) == 0
                        ? Optional.of(new Action(Kind.MAPPED, ""))
                        : Optional.empty();
            case "nat" -> {
                Attributes nat = data(other);
                yield Optional.of(translation(
                        nat.string("NFTA_NAT_TYPE", "").equals("snat") ? Kind.SOURCE_NAT : Kind.DESTINATION_NAT,
                        nat.integer("NFTA_NAT_REG_ADDR_MIN", 0),
                        nat.integer("NFTA_NAT_REG_PROTO_MIN", 0),
                        constants));
            }
            default -> Optional.empty();
        };
    }

    private static Attributes data(Expression.Other other) {
        return other.element().nested("NFTA_EXPR_DATA");
    }
}
