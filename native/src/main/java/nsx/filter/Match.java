package nsx.filter;

import java.util.Optional;

/**
 * Whether a rule matches a packet, with its action and effect.
 *
 * @param truth unknown if the rule depends on unknown facts
 * @param action empty if the packet goes on to the next rule
 * @param effect the changes to the packet
 */
public record Match(Truth truth, Optional<Action> action, Effect effect) {
    public Match(Truth truth, Optional<Action> action) {
        this(truth, action, Effect.NONE);
    }
}
