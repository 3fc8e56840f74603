package nsx.dsl.value.firewall;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nsx.nft.Maker;
import nsx.xtables.Chain;
import nsx.xtables.Counters;
import nsx.xtables.TableFamily;
import nsx.xtables.Tables;
import nsx.xtables.XtablesRule;

/** A rule of iptables-legacy or ip6tables-legacy, or the policy of one of their chains. */
final class LegacyRow extends NftRow {
    private final Chain chain;
    private final XtablesRule found;

    private LegacyRow(Chain chain, XtablesRule found) {
        this.chain = chain;
        this.found = found;
    }

    static List<NftRow> of(Tables tables) {
        List<NftRow> rows = new ArrayList<>();
        tables.tables().stream().flatMap(table -> table.chains().stream()).forEach(chain -> {
            chain.rules().forEach(rule -> rows.add(new LegacyRow(chain, rule)));
            if (chain.builtIn()) {
                rows.add(new LegacyRow(chain, null));
            }
        });
        return rows;
    }

    @Override
    public String getTable() {
        return (chain.family() == TableFamily.IPV4 ? "ip " : "ip6 ") + chain.table();
    }

    @Override
    public String getChain() {
        return chain.name();
    }

    @Override
    public String getHook() {
        return chain.builtIn() ? chain.name().toLowerCase(Locale.ROOT) : null;
    }

    @Override
    public Integer getPriority() {
        return chain.builtIn() ? chain.priority() : null;
    }

    @Override
    public String getType() {
        return chain.type();
    }

    @Override
    public String getDevice() {
        return null;
    }

    @Override
    public String getRule() {
        return found == null ? chain.policy() : found.toString();
    }

    @Override
    public boolean isWhole() {
        return found == null || found.isWhole();
    }

    @Override
    public Long getHandle() {
        return null;
    }

    @Override
    public Long getPackets() {
        return counters().packets();
    }

    @Override
    public Long getBytes() {
        return counters().bytes();
    }

    private Counters counters() {
        return found == null ? chain.counters() : found.counters();
    }

    @Override
    public String getComment() {
        return found == null ? null : found.comment().orElse(null);
    }

    @Override
    public String getBy() {
        return Maker.of(chain.table(), chain.name(), found == null ? "" : found.leadsTo())
                .orElse(chain.family().command());
    }

    @Override
    public String getBackend() {
        return "legacy";
    }
}
