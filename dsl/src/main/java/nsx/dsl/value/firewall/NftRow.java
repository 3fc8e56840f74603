package nsx.dsl.value.firewall;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Table;
import nsx.nft.FilterChain;
import nsx.nft.Maker;
import nsx.nft.NftRule;
import nsx.nft.RuleText;
import nsx.nft.Ruleset;
import nsx.nft.Sets;

/**
 * An nftables rule of any program, or the policy of a chain at a hook, which decides on packets that no rule decides
 * on. Rules of iptables-nft are nftables rules.
 */
public final class NftRow implements Facts {
    /** The columns of the rules' table. */
    public static final List<String> COLUMNS =
            List.of("table", "chain", "hook", "priority", "rule", "handle", "packets", "bytes", "by");

    private final FilterChain chain;
    private final NftRule found;
    private final Sets sets;

    private NftRow(FilterChain chain, NftRule found, Sets sets) {
        this.chain = chain;
        this.found = found;
        this.sets = sets;
    }

    /** All rules, table by table, in the order in which packets meet the rules of a chain. */
    public static Table<NftRow> all(Ruleset rules) {
        List<NftRow> rows = new ArrayList<>();
        rules.chains().stream()
                .sorted(Comparator.comparing((FilterChain c) -> Ruleset.familyName(c.family()) + " " + c.table()))
                .forEach(chain -> {
                    rules.rules().stream()
                            .filter(chain::holds)
                            .forEach(rule -> rows.add(new NftRow(chain, rule, rules.sets())));
                    if (chain.hook().isPresent()) {
                        rows.add(new NftRow(chain, null, rules.sets()));
                    }
                });
        return Table.of(NftRow.class, COLUMNS, rows);
    }

    /** Family and name of the table: {@code ip filter}. */
    public String getTable() {
        return Ruleset.familyName(chain.family()) + " " + chain.table();
    }

    /** The name of the chain. */
    public String getChain() {
        return chain.name();
    }

    /** The hook by which packets enter the chain; null for a chain that only other rules jump to. */
    @OneOf({"prerouting", "input", "forward", "output", "postrouting", "ingress", "egress"})
    public String getHook() {
        return chain.hook().orElse(null);
    }

    /** The place of the chain among those of its hook, lowest first; null without a hook. */
    public Integer getPriority() {
        return chain.hook().map(h -> chain.priority()).orElse(null);
    }

    /** The type of the chain: filter, nat or route. */
    @OneOf({"filter", "nat", "route"})
    public String getType() {
        return chain.type();
    }

    /** The device of an ingress or egress chain; null for other chains. */
    public String getDevice() {
        return chain.device().isEmpty() ? null : chain.device();
    }

    /** The rule in the words of nft(8), or {@code policy accept}. Three dots replace the parts that nsx cannot write. */
    public String getRule() {
        return found == null ? "policy " + (chain.dropping() ? "drop" : "accept") : RuleText.of(found, sets);
    }

    /** Whether {@link #getRule} is the whole rule. */
    public boolean isWhole() {
        return RuleText.isWhole(getRule());
    }

    /** The number of the rule in its table; null for a policy. */
    public Long getHandle() {
        return found == null ? null : found.handle();
    }

    /** Number of packets that matched the rule up to its counter; null without a counter. */
    public Long getPackets() {
        return found != null && found.counts() ? found.counted().packets() : null;
    }

    /** Total length of those packets, in bytes; null without a counter. */
    public Long getBytes() {
        return found != null && found.counts() ? found.counted().bytes() : null;
    }

    /** The comment of the rule; null for none. */
    public String getComment() {
        return found == null ? null : found.comment().orElse(null);
    }

    /**
     * The program that made the rule, guessed from the names of its table, chain and target chain; {@code unknown}
     * otherwise.
     */
    public String getBy() {
        return Maker.of(chain.table(), chain.name(), found == null ? "" : found.leadsTo())
                .orElse("unknown");
    }

    @Override
    public List<String> facts() {
        return List.of(
                "table",
                "chain",
                "hook",
                "priority",
                "type",
                "device",
                "rule",
                "handle",
                "packets",
                "bytes",
                "comment",
                "by");
    }

    @Override
    public String toString() {
        return getTable() + " " + getChain() + " " + getRule();
    }
}
