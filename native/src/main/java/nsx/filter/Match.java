package nsx.filter;

import java.util.Optional;

/**
 * Whether a rule matches a packet, and what it does then.
 *
 * @param truth unknown when the rule asks for what is not known here
 * @param action empty when the packet goes on to the next rule
 * @param effect what it changes of the packet
 */
public record Match(Truth truth, Optional<Action> action, Effect effect) {
    public Match(Truth truth, Optional<Action> action) {
        this(truth, action, Effect.NONE);
    }
}
