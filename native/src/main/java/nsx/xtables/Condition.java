package nsx.xtables;

import java.util.function.BiFunction;
import nsx.filter.Packet;
import nsx.filter.Surroundings;
import nsx.filter.Truth;

/**
 * A condition of a rule.
 *
 * @param text the text of iptables -S; it ends with … if a part is not understood
 */
record Condition(String text, BiFunction<Packet, Surroundings, Truth> asks) {
    Truth truth(Packet packet, Surroundings around) {
        return asks.apply(packet, around);
    }
}
