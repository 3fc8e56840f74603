package nsx.dsl.value.firewall;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nsx.nft.FilterChain;
import nsx.nft.Maker;
import nsx.nft.NftRule;
import nsx.nft.RuleText;
import nsx.nft.Ruleset;
import nsx.nft.Sets;

/** A rule of nftables, or the policy of one of its chains. */
final class NftablesRow extends NftRow {
    private final FilterChain chain;
    private final NftRule found;
    private final Sets sets;

    private NftablesRow(FilterChain chain, NftRule found, Sets sets) {
        this.chain = chain;
        this.found = found;
        this.sets = sets;
    }

    static List<NftRow> of(Ruleset rules) {
        List<NftRow> rows = new ArrayList<>();
        rules.chains().stream()
                .sorted(Comparator.comparing((FilterChain c) -> Ruleset.familyName(c.family()) + " " + c.table()))
                .forEach(chain -> {
                    rules.rules().stream()
                            .filter(chain::holds)
                            .forEach(rule -> rows.add(new NftablesRow(chain, rule, rules.sets())));
                    if (chain.hook().isPresent()) {
                        rows.add(new NftablesRow(chain, null, rules.sets()));
                    }
                });
        return rows;
    }

    @Override
    public String getTable() {
        return Ruleset.familyName(chain.family()) + " " + chain.table();
    }

    @Override
    public String getChain() {
        return chain.name();
    }

    @Override
    public String getHook() {
        return chain.hook().orElse(null);
    }

    @Override
    public Integer getPriority() {
        return chain.hook().map(h -> chain.priority()).orElse(null);
    }

    @Override
    public String getType() {
        return chain.type();
    }

    @Override
    public String getDevice() {
        return chain.device().isEmpty() ? null : chain.device();
    }

    @Override
    public String getRule() {
        return found == null ? "policy " + (chain.dropping() ? "drop" : "accept") : RuleText.of(found, sets);
    }

    @Override
    public boolean isWhole() {
        return RuleText.isWhole(getRule());
    }

    @Override
    public Long getHandle() {
        return found == null ? null : found.handle();
    }

    @Override
    public Long getPackets() {
        return found != null && found.counts() ? found.counted().packets() : null;
    }

    @Override
    public Long getBytes() {
        return found != null && found.counts() ? found.counted().bytes() : null;
    }

    @Override
    public String getComment() {
        return found == null ? null : found.comment().orElse(null);
    }

    @Override
    public String getBy() {
        return Maker.of(chain.table(), chain.name(), found == null ? "" : found.leadsTo())
                .orElse("unknown");
    }

    @Override
    public String getBackend() {
        return "nf_tables";
    }
}
