package nsx.nft;

import java.util.List;
import java.util.stream.Collectors;

/** A rule of nsx's own tables as a value: what to say to the kernel for it, and to nft(8). */
public sealed interface OwnRule permits Nat, Filter {
    /** The chains that have its rule, the same in each. */
    List<OwnChain> chains();

    List<Expression> expressions();

    /** The rule in the words of nft(8). */
    String command();

    /** In words, as an infinitive: {@code masquerade 10.0.0.0/24 out of eth0}. */
    String prose();

    /** Whether the other one would take the same packets, so that only one of them can be. */
    boolean rivals(OwnRule other);

    /** The expressions of a rule as if it had counted nothing. */
    static List<Expression> uncounted(NftRule rule) {
        return rule.expressions().stream()
                .map(e -> e instanceof Expression.Counter ? Expression.Counter.ZERO : e)
                .collect(Collectors.toList());
    }
}
