package nsx.filter;

import java.util.Optional;

/**
 * Whether a rule matches a packet, and what it does then.
 *
 * @param truth unknown when the rule asks for what is not known here
 * @param action empty when the packet goes on to the next rule
 */
public record Match(Truth truth, Optional<Action> action) {}
