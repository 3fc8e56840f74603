package nsx.nft;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nsx.filter.Action;
import nsx.filter.Match;
import nsx.filter.Packet;
import nsx.filter.Surroundings;
import nsx.filter.Truth;
import nsx.netlink.Attributes;
import nsx.xtables.Extensions;

/** What the expressions of a rule make of a packet. */
record Evaluation(Packet packet, Surroundings around) {
    /** They neither end a rule nor load anything. */
    private static final Set<String> HARMLESS = Set.of("counter", "log", "notrack", "tproxy", "objref", "immediate");

    Match of(Rule rule) {
        Truth truth = Truth.YES;
        Optional<String> loaded = Optional.empty();
        Map<Integer, String> constants = new HashMap<>();
        for (Expression expression : rule.expressions()) {
            Optional<Action> action = Verdicts.of(expression, constants);
            if (action.isPresent()) {
                boolean known = action.get().kind() != Action.Kind.MAPPED;
                return new Match(known ? truth : truth.and(Truth.UNKNOWN), action);
            }
            if (expression instanceof Expression.Constant constant) {
                constants.put(constant.register(), constant.data());
            } else if (expression instanceof Expression.Compare compare) {
                truth = truth.and(loaded.map(value -> compare(value, compare)).orElse(Truth.UNKNOWN));
            } else if (expression instanceof Expression.Mask mask) {
                loaded = loaded.filter(v -> v.length() == mask.bits().length()).map(v -> and(v, mask.bits()));
            } else if (expression.name().equals("match")) {
                truth = truth.and(extension((Expression.Other) expression));
            } else if (expression.name().equals("target")) {
                Match end = target(rule, (Expression.Other) expression);
                return new Match(truth.and(end.truth()), end.action());
            } else if (!HARMLESS.contains(expression.name())) {
                loaded = load(expression);
                truth = loads(expression) ? truth : truth.and(Truth.UNKNOWN);
            }
        }
        return new Match(truth, Optional.empty());
    }

    /** A match of iptables, as iptables-nft leaves those for which nftables has no expression. */
    private Truth extension(Expression.Other match) {
        Attributes data = match.element().nested("NFTA_EXPR_DATA");
        return Extensions.match(
                data.string("NFTA_MATCH_NAME", ""),
                data.integer("NFTA_MATCH_REV", 0),
                data.bytes("NFTA_MATCH_INFO"),
                packet,
                around);
    }

    private static Match target(Rule rule, Expression.Other target) {
        Attributes data = target.element().nested("NFTA_EXPR_DATA");
        return Extensions.target(
                rule.family() == Matches.AF_INET6,
                data.string("NFTA_TARGET_NAME", ""),
                data.integer("NFTA_TARGET_REV", 0),
                data.bytes("NFTA_TARGET_INFO"));
    }

    /** The others compare by themselves: lookup, limit, range. */
    private static boolean loads(Expression expression) {
        return Set.of("meta", "payload", "ct", "fib", "rt", "socket", "exthdr", "hash", "numgen")
                .contains(expression.name());
    }

    private Optional<String> load(Expression expression) {
        if (expression instanceof Expression.Meta meta) {
            return packet.meta(meta.key());
        }
        if (expression instanceof Expression.Payload payload) {
            return packet.bytes(payload.base(), payload.offset(), payload.length());
        }
        if (expression instanceof Expression.DestinationType) {
            return Optional.of(around.local().test(packet.destination()) ? Matches.LOCAL : Matches.UNICAST);
        }
        boolean state = expression instanceof Expression.Other other
                && other.name().equals("ct")
                && other.element()
                        .nested("NFTA_EXPR_DATA")
                        .string("NFTA_CT_KEY", "")
                        .equals("state");
        return state ? packet.connectionState() : Optional.empty();
    }

    private static String and(String value, String mask) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            int digit = Character.digit(value.charAt(i), 16) & Character.digit(mask.charAt(i), 16);
            result.append(Character.forDigit(digit, 16));
        }
        return result.toString();
    }

    /** Hexadecimal text of equal length sorts as the bytes do. */
    private static Truth compare(String value, Expression.Compare compare) {
        if (value.length() < compare.data().length()) {
            return Truth.UNKNOWN;
        }
        int order = value.substring(0, compare.data().length()).compareTo(compare.data());
        boolean holds = switch (compare.operator()) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
        return Truth.of(holds);
    }
}
