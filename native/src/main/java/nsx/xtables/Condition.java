package nsx.xtables;

import java.util.function.BiFunction;
import nsx.filter.Packet;
import nsx.filter.Surroundings;
import nsx.filter.Truth;

/**
 * One thing that a rule asks of a packet.
 *
 * @param text as iptables -S prints it; it ends with … where there is more to it than is understood
 */
record Condition(String text, BiFunction<Packet, Surroundings, Truth> asks) {
    /** A condition that nsx does not understand. */
    static Condition unknown(String text) {
        return new Condition(text + " …", (packet, around) -> Truth.UNKNOWN);
    }

    Truth truth(Packet packet, Surroundings around) {
        return asks.apply(packet, around);
    }
}
