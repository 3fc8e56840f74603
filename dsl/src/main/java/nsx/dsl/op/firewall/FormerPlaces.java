package nsx.dsl.op.firewall;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import nsx.nft.NftRule;
import nsx.nft.OwnRule;
import nsx.nft.OwnRuleListing;
import nsx.nft.OwnTable;
import nsx.nft.Placed;

/**
 * Where rules stood in their chains, by the rules behind them. A few of these are remembered for each rule, so that what is remembered
 * of many deletions grows with their number only.
 */
final class FormerPlaces {
    /** The number of rules behind one that are remembered. */
    private static final int MOST = 16;

    private final OwnTable which;
    private final Function<Object, List<NftRule>> listed;
    private final List<NftRule> rules;
    /** The rules behind one, by its handle. */
    private final Map<Long, List<NftRule>> later = new HashMap<>();

    private FormerPlaces(OwnTable which, List<NftRule> rules, Function<Object, List<NftRule>> listed) {
        this.which = which;
        this.rules = rules;
        this.listed = listed;
    }

    /**
     * The places of existing rules, in the order of their chains.
     *
     * @param listed the current rules with a key of {@link OwnRuleListing}
     */
    static FormerPlaces of(OwnTable which, List<NftRule> rules, Function<Object, List<NftRule>> listed) {
        FormerPlaces places = new FormerPlaces(which, rules, listed);
        for (int i = rules.size() - 1; i >= 0; i--) {
            places.note(rules.get(i));
        }
        return places;
    }

    private void note(NftRule rule) {
        List<NftRule> next = listed.apply(new OwnRuleListing.After(which, rule.chain(), rule.handle(), MOST));
        // one that is deleted together with this rule leaves its own place
        List<NftRule> stays =
                next.isEmpty() ? next : later.getOrDefault(next.get(0).handle(), next);
        later.put(rule.handle(), stays);
    }

    /** The rules with the places that they have now. */
    List<Placed> now() {
        List<Placed> all = new ArrayList<>();
        for (NftRule rule : rules) {
            OptionalLong next = later.get(rule.handle()).stream()
                    .flatMap(behind -> standing(behind).stream())
                    .mapToLong(NftRule::handle)
                    .findFirst();
            all.add(new Placed(rule, next));
        }
        return all;
    }

    /** The rule or one that does the same, because a rule that was deleted and restored has another handle. */
    private Optional<NftRule> standing(NftRule rule) {
        List<NftRule> alike = listed.apply(OwnRuleListing.key(which, rule)).stream()
                .filter(other -> other.chain().equals(rule.chain()))
                .toList();
        return alike.stream()
                .filter(other -> other.handle() == rule.handle())
                .findFirst()
                .or(() -> alike.stream()
                        .filter(other -> OwnRule.uncounted(other).equals(OwnRule.uncounted(rule)))
                        .findFirst());
    }
}
