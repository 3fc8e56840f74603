package nsx.nft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.nft.Action.Kind;

/**
 * What the rules of a hook do with a packet, as far as the rules can be evaluated without it.
 *
 * @param stop what drops or rejects it for sure
 * @param doubts what may drop it: rules that ask for more than is known here, such as sets, limits and marks
 * @param translation the rule that gives it another address
 */
public record Judgement(Optional<Stop> stop, List<Stop> doubts, Optional<Translation> translation) {
    /** A place that drops or rejects: a rule, or without one the policy of the chain. */
    public record Stop(FilterChain chain, Optional<Rule> rule, Kind kind) {}

    /** A rule that gives the packet another address. */
    public record Translation(Rule rule, Kind kind) {}

    /** Judges a packet at prerouting, input, forward, output or postrouting. */
    public static Judgement at(String hook, Ruleset rules, Packet packet) {
        return new Trial(rules, packet).pass(rules.hooked(hook, List.of(1, packet.isIpv6() ? 10 : 2)));
    }

    /** Judges a packet that a bridge passes on. */
    public static Judgement onBridge(Ruleset rules, Packet packet) {
        return new Trial(rules, packet).pass(rules.hooked("forward", List.of(7)));
    }

    private static final class Trial {
        /** Deeper than the kernel lets jumps go (NFT_JUMP_STACK_SIZE). */
        private static final int DEEPEST = 16;

        private enum Flow {
            NEXT,
            ACCEPTED,
            STOPPED
        }

        private final Ruleset rules;
        private final Packet packet;
        private final List<Stop> doubts = new ArrayList<>();
        private Stop stop;
        private Translation translation;
        private boolean sure;

        Trial(Ruleset rules, Packet packet) {
            this.rules = rules;
            this.packet = packet;
        }

        Judgement pass(List<FilterChain> chains) {
            for (FilterChain chain : chains) {
                sure = true;
                Flow flow = run(chain, 0);
                if (flow == Flow.NEXT && chain.dropping()) {
                    flow = stopped(new Stop(chain, Optional.empty(), Kind.DROP));
                }
                if (flow == Flow.STOPPED) {
                    break;
                }
            }
            return new Judgement(Optional.ofNullable(stop), List.copyOf(doubts), Optional.ofNullable(translation));
        }

        private Flow stopped(Stop place) {
            if (!sure) {
                doubts.add(place);
                return Flow.NEXT;
            }
            stop = place;
            return Flow.STOPPED;
        }

        private Flow run(FilterChain chain, int depth) {
            for (Rule rule : rules.rulesOf(chain)) {
                Match match = Match.of(rule.expressions(), packet);
                if (match.truth() == Match.Truth.NO || match.action().isEmpty()) {
                    continue;
                }
                Action action = match.action().get();
                boolean before = sure;
                sure &= match.truth() == Match.Truth.YES;
                if (action.kind() == Kind.RETURN && sure) {
                    return Flow.NEXT;
                }
                Flow flow = follow(chain, rule, action, depth);
                if (flow != Flow.NEXT && sure) {
                    return flow;
                }
                if (action.kind() == Kind.GOTO && sure) {
                    return Flow.NEXT;
                }
                // what may have been accepted or sent elsewhere is no longer sure to come to the rules below
                sure = before && (sure || action.kind().stops());
            }
            return Flow.NEXT;
        }

        private Flow follow(FilterChain chain, Rule rule, Action action, int depth) {
            return switch (action.kind()) {
                case DROP, REJECT -> stopped(new Stop(chain, Optional.of(rule), action.kind()));
                case ACCEPT -> Flow.ACCEPTED;
                case JUMP, GOTO ->
                    depth < DEEPEST
                            ? rules.beside(chain, action.chain())
                                    .map(c -> run(c, depth + 1))
                                    .orElse(Flow.NEXT)
                            : Flow.NEXT;
                case QUEUE -> {
                    doubts.add(new Stop(chain, Optional.of(rule), action.kind()));
                    yield Flow.ACCEPTED;
                }
                case MASQUERADE, SOURCE_NAT, DESTINATION_NAT -> {
                    if (sure && translation == null) {
                        translation = new Translation(rule, action.kind());
                    }
                    yield Flow.ACCEPTED;
                }
                case RETURN -> Flow.NEXT;
            };
        }
    }
}
