package nsx.nft;

import java.util.List;
import java.util.Optional;

/** A translation of addresses. */
public sealed interface Nat extends OwnRule permits Masquerade, Forward {
    /** The translation of a rule of the kernel, whatever its counters are; empty for another rule. */
    static Optional<Nat> of(NftRule rule) {
        List<Expression> expressions = OwnRule.uncounted(rule);
        return new NatReader(expressions)
                .guess()
                .filter(nat -> nat.expressions().equals(expressions))
                .filter(nat ->
                        nat.chains().stream().anyMatch(chain -> chain.text().equals(rule.chain())));
    }
}
