package nsx.nft;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a rule matches a packet, and what it does then.
 *
 * @param truth unknown when the rule asks for what is not known here
 */
public record Match(Truth truth, Optional<Action> action) {
    /** They neither end a rule nor load anything. */
    private static final Set<String> HARMLESS = Set.of("counter", "log", "notrack", "tproxy", "objref", "immediate");

    static Match of(List<Expression> rule, Packet packet, Surroundings around) {
        Truth truth = Truth.YES;
        Optional<String> loaded = Optional.empty();
        Map<Integer, String> constants = new HashMap<>();
        for (Expression expression : rule) {
            Optional<Action> action = Action.of(expression, constants);
            if (action.isPresent()) {
                return new Match(truth, action);
            }
            if (expression instanceof Expression.Constant constant) {
                constants.put(constant.register(), constant.data());
            } else if (expression instanceof Expression.Compare compare) {
                truth = truth.and(loaded.map(value -> compare(value, compare)).orElse(Truth.UNKNOWN));
                if (truth == Truth.NO) {
                    return new Match(truth, Optional.empty());
                }
            } else if (expression instanceof Expression.Mask mask) {
                loaded = loaded.filter(v -> v.length() == mask.bits().length()).map(v -> and(v, mask.bits()));
            } else if (!HARMLESS.contains(expression.name())) {
                loaded = load(expression, packet, around);
                truth = loads(expression) ? truth : Truth.UNKNOWN;
            }
        }
        return new Match(truth, Optional.empty());
    }

    /** The others compare by themselves: lookup, limit, range, match. */
    private static boolean loads(Expression expression) {
        return Set.of("meta", "payload", "ct", "fib", "rt", "socket", "exthdr", "hash", "numgen")
                .contains(expression.name());
    }

    private static Optional<String> load(Expression expression, Packet packet, Surroundings around) {
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
