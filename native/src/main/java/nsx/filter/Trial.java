package nsx.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.filter.Action.Kind;
import nsx.filter.Judgement.Copy;
import nsx.filter.Judgement.Stop;

/**
 * A packet's way through chains. After a rule that cannot be evaluated, a later verdict is uncertain if a match would
 * have changed it.
 *
 * @param <C> a chain
 * @param <R> a rule
 */
final class Trial<C, R> {
    /** A depth beyond the kernel's limit of nftables jumps (NFT_JUMP_STACK_SIZE). */
    private static final int DEEPEST = 16;

    private enum Flow {
        NEXT,
        ACCEPTED,
        STOPPED
    }

    private final Chains<C, R> chains;
    private final List<Stop<C, R>> doubts = new ArrayList<>();
    private final List<Stop<C, R>> diversions = new ArrayList<>();
    private final List<Copy<R>> copies = new ArrayList<>();
    private Packet packet;
    private Stop<C, R> stop;
    private Action translation;
    /** The rule that made the verdict uncertain; null while it is certain. */
    private R unsure;

    Trial(Chains<C, R> chains, Packet packet) {
        this.chains = chains;
        this.packet = packet;
    }

    Judgement<C, R> pass(List<C> bases) {
        for (C chain : bases) {
            unsure = null;
            Packet before = packet;
            Tracking tracking = chains.tracking(chain, before);
            packet = tracking.seen(before);
            Flow flow = run(chain, 0);
            packet = tracking.resumed(before, packet);
            if (flow == Flow.NEXT && chains.dropping(chain)) {
                flow = stopped(new Stop<>(chain, Optional.empty(), Kind.DROP, Optional.ofNullable(unsure)));
            }
            if (flow == Flow.STOPPED) {
                break;
            }
        }
        return new Judgement<>(
                Optional.ofNullable(stop),
                List.copyOf(doubts),
                Optional.ofNullable(translation),
                List.copyOf(diversions),
                List.copyOf(copies),
                packet);
    }

    private Flow stopped(Stop<C, R> place) {
        if (place.unsure().isPresent()) {
            doubts.add(place);
            return Flow.NEXT;
        }
        stop = place;
        return Flow.STOPPED;
    }

    private Flow run(C chain, int depth) {
        for (R rule : chains.rulesOf(chain)) {
            Match match = chains.match(rule, packet);
            if (match.truth() != Truth.NO) {
                Packet copied = packet;
                match.effect().copies().forEach(gateway -> copies.add(new Copy<>(rule, gateway, copied)));
                boolean sure = match.truth() == Truth.YES && unsure == null;
                packet = sure ? match.effect().on(packet) : match.effect().perhaps(packet);
            }
            if (match.truth() == Truth.NO || match.action().isEmpty()) {
                continue;
            }
            Action action = match.action().get();
            R before = unsure;
            unsure = unsure == null && match.truth() == Truth.UNKNOWN ? rule : unsure;
            if (action.kind() == Kind.RETURN && unsure == null) {
                return Flow.NEXT;
            }
            Flow flow = follow(chain, rule, action, depth);
            if (flow != Flow.NEXT && unsure == null) {
                return flow;
            }
            if (action.kind() == Kind.GOTO && unsure == null) {
                return Flow.NEXT;
            }
            // a packet that may have been accepted or redirected may not reach the rules below
            unsure = before == null && action.kind().stops() ? null : unsure;
        }
        return Flow.NEXT;
    }

    private Flow follow(C chain, R rule, Action action, int depth) {
        return switch (action.kind()) {
            case DROP, REJECT ->
                stopped(new Stop<>(chain, Optional.of(rule), action.kind(), Optional.ofNullable(unsure)));
            case ACCEPT -> Flow.ACCEPTED;
            case JUMP, GOTO ->
                depth < DEEPEST
                        ? chains.beside(chain, action.chain())
                                .map(c -> run(c, depth + 1))
                                .orElse(Flow.NEXT)
                        : Flow.NEXT;
            case MAPPED -> {
                doubts.add(new Stop<>(chain, Optional.of(rule), action.kind(), Optional.of(rule)));
                yield Flow.NEXT;
            }
            case QUEUE -> {
                doubts.add(new Stop<>(chain, Optional.of(rule), action.kind(), Optional.of(rule)));
                yield Flow.ACCEPTED;
            }
            case DIVERT -> {
                diversions.add(new Stop<>(
                        chain, Optional.of(rule), action.kind(), Optional.of(unsure == null ? rule : unsure)));
                yield Flow.ACCEPTED;
            }
            case MASQUERADE, SOURCE_NAT, DESTINATION_NAT, REDIRECT -> {
                if (unsure != null) {
                    diversions.add(new Stop<>(chain, Optional.of(rule), action.kind(), Optional.of(unsure)));
                } else if (translation == null) {
                    translation = action;
                }
                yield Flow.ACCEPTED;
            }
            case RETURN -> Flow.NEXT;
        };
    }
}
