package nsx.nft;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A translation of addresses as a value: what to say to the kernel for it, and to nft(8). */
public sealed interface Nat permits Masquerade, Forward {
    /** The chains that have its rule, the same in each. */
    List<Chain> chains();

    List<Expression> expressions();

    /** The rule in the words of nft(8). */
    String command();

    /** In words, as an infinitive: {@code masquerade 10.0.0.0/24 out of eth0}. */
    String prose();

    /** Whether the other one would take the same packets, so that only one of them can be. */
    boolean rivals(Nat other);

    /** The translation of a rule of the kernel, whatever its counters are; empty for another rule. */
    static Optional<Nat> of(Rule rule) {
        List<Expression> expressions = rule.expressions().stream()
                .map(e -> e instanceof Expression.Counter ? Expression.Counter.ZERO : e)
                .collect(Collectors.toList());
        return new NatReader(expressions)
                .guess()
                .filter(nat -> nat.expressions().equals(expressions))
                .filter(nat ->
                        nat.chains().stream().anyMatch(chain -> chain.text().equals(rule.chain())));
    }
}
