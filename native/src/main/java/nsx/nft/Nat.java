package nsx.nft;

import java.util.List;
import java.util.Optional;

/** A rule that translates addresses. */
public sealed interface Nat extends OwnRule permits Masquerade, Forward {
    /** Reads a kernel rule, ignoring its counters; empty for a rule of another form. */
    static Optional<Nat> of(NftRule rule) {
        List<Expression> expressions = OwnRule.uncounted(rule);
        return new NatReader(expressions)
                .guess()
                .filter(nat -> nat.expressions().equals(expressions))
                .filter(nat ->
                        nat.chains().stream().anyMatch(chain -> chain.text().equals(rule.chain())));
    }
}
