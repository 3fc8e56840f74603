package nsx.xtables;

import java.util.function.BiFunction;
import nsx.nft.Packet;
import nsx.nft.Truth;

/**
 * One thing that a rule asks of a packet.
 *
 * @param text as iptables -S prints it; empty for what it leaves out
 * @param exact whether the text says all of it, so that iptables finds the rule by it
 */
record Condition(String text, boolean exact, BiFunction<Packet, Surroundings, Truth> asks) {
    static Condition of(String text, BiFunction<Packet, Surroundings, Truth> asks) {
        return new Condition(text, true, asks);
    }

    /** What is not understood. */
    static Condition unknown(String text) {
        return new Condition(text, false, (packet, around) -> Truth.UNKNOWN);
    }

    Truth truth(Packet packet, Surroundings around) {
        return asks.apply(packet, around);
    }
}
