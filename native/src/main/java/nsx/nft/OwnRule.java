package nsx.nft;

import java.util.List;
import java.util.stream.Collectors;

/** A rule of nsx's own tables as a value, with its form for the kernel and for nft(8). */
public sealed interface OwnRule permits Nat, Filter {
    /** The chains that contain the rule, in the same form. */
    List<OwnChain> chains();

    List<Expression> expressions();

    /** The rule in the words of nft(8). */
    String command();

    /** The rule in words, as an infinitive: {@code masquerade 10.0.0.0/24 out of eth0}. */
    String prose();

    /** What the rule matches: rules for the same packets, of which one can exist, have equal values. */
    Object matched();

    /** Whether the other rule would match the same packets with another result. */
    default boolean rivals(OwnRule other) {
        return !equals(other) && matched().equals(other.matched());
    }

    /** The expressions of a rule with zero counters. */
    static List<Expression> uncounted(NftRule rule) {
        return rule.expressions().stream()
                .map(e -> e instanceof Expression.Counter ? Expression.Counter.ZERO : e)
                .collect(Collectors.toList());
    }
}
