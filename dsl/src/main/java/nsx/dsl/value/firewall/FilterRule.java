package nsx.dsl.value.firewall;

import java.util.List;
import java.util.Optional;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.firewall.OwnRuleOperations;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Holds;
import nsx.dsl.shape.Holds.Content;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Table;
import nsx.nft.Filter;
import nsx.nft.NftRule;
import nsx.nft.OwnTable;
import nsx.nft.OwnTableState;
import nsx.rtnl.Prefix;

/**
 * A filtering rule of nsx's nftables table. The rules of a hook are tried in the order of the table; the first
 * matching rule that does more than log decides. A rule that another program wrote into the table has the verdict
 * {@code other}.
 */
public final class FilterRule implements Facts {
    /** The columns of the rules' table. */
    public static final List<String> COLUMNS =
            List.of("verdict", "hook", "from", "to", "in", "out", "proto", "port", "packets", "bytes");

    private final Here here;
    private final Filter filter;
    private final NftRule rule;

    private FilterRule(Here here, Filter filter, NftRule rule) {
        this.here = here;
        this.filter = filter;
        this.rule = rule;
    }

    /** The rule of the table with this effect; in a plan the rule does not exist yet, and its counters are zero. */
    public static FilterRule of(Here here, Filter filter, OwnTableState table) {
        return new FilterRule(
                here, filter, table.rulesOf(filter).stream().findFirst().orElse(null));
    }

    /** All rules of the table, in the order in which they are tried. */
    public static Table<FilterRule> all(Here here, OwnTableState table) {
        return Table.of(
                FilterRule.class,
                COLUMNS,
                table.rules().stream()
                        .map(rule -> new FilterRule(
                                here,
                                table.which()
                                        .meaning(rule)
                                        .map(Filter.class::cast)
                                        .orElse(null),
                                rule))
                        .toList());
    }

    private Optional<Filter> filter() {
        return Optional.ofNullable(filter);
    }

    private OwnRuleOperations operations() {
        return new OwnRuleOperations(here.kernel(), here.context(), OwnTable.FILTER);
    }

    /** What happens to the packets: {@code drop}, {@code accept}, {@code reject}, {@code log} or {@code other}. */
    @OneOf({"drop", "accept", "reject", "log", "other"})
    public String getVerdict() {
        return filter().map(f -> f.verdict().text()).orElse("other");
    }

    /** The packets that the rule sees: {@code input}, {@code forward} or {@code output}. */
    @OneOf({"input", "forward", "output"})
    public String getHook() {
        return filter().map(f -> f.hook().text()).orElseGet(() -> rule.chain());
    }

    /** The network that packets come from; null for any. */
    @Holds(Content.NETWORK)
    public String getFrom() {
        return filter().flatMap(Filter::from).map(Prefix::toString).orElse(null);
    }

    /** The network that packets go to; null for any. */
    @Holds(Content.NETWORK)
    public String getTo() {
        return filter().flatMap(Filter::to).map(Prefix::toString).orElse(null);
    }

    /** The device on which packets arrive; null for any. */
    @Holds(Content.NAME)
    public String getIn() {
        return filter().map(Filter::in).filter(in -> !in.isEmpty()).orElse(null);
    }

    /** The device by which packets leave; null for any. */
    @Holds(Content.NAME)
    public String getOut() {
        return filter().map(Filter::out).filter(out -> !out.isEmpty()).orElse(null);
    }

    /** The protocol; null for any. */
    @OneOf(from = FilterProtocols.class)
    public String getProto() {
        return filter().map(Filter::protocol).filter(p -> !p.isEmpty()).orElse(null);
    }

    /** The destination port; null for any. */
    public Integer getPort() {
        return filter().map(Filter::port).filter(p -> p != 0).orElse(null);
    }

    /** The beginning of its lines in the kernel's log; null for a rule that does not log. */
    public String getPrefix() {
        return filter().map(Filter::prefix).filter(p -> !p.isEmpty()).orElse(null);
    }

    /** Number of packets that matched the rule. */
    public long getPackets() {
        return rule == null ? 0 : rule.counted().packets();
    }

    /** Total length of those packets, in bytes. */
    public long getBytes() {
        return rule == null ? 0 : rule.counted().bytes();
    }

    /** Deletes the rule, and with the last rule the table; fails when the rule no longer exists. */
    public void delete() {
        OwnRuleOperations operations = operations();
        List<NftRule> there = filter != null
                ? operations.read(filter).rulesOf(filter)
                : operations.now(rule).stream().toList();
        if (there.isEmpty()) {
            throw new NsxException("there is no rule to " + this).because("the rule was deleted");
        }
        here.session().change(operations.remove(there));
    }

    @Override
    public List<String> facts() {
        return List.of("verdict", "hook", "from", "to", "in", "out", "proto", "port", "prefix", "packets", "bytes");
    }

    /** Rules with the same effect in the same namespaces are equal, regardless of their counters. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FilterRule that
                && here.context().net().equals(that.here.context().net())
                && (filter == null
                        ? that.filter == null && rule.handle() == that.rule.handle()
                        : filter.equals(that.filter));
    }

    @Override
    public int hashCode() {
        return filter == null ? Long.hashCode(rule.handle()) : filter.hashCode();
    }

    @Override
    public String toString() {
        return filter != null ? filter.prose() : operations().prose(rule);
    }
}
