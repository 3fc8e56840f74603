package nsx.dsl.verb.firewall;

import nsx.dsl.op.firewall.OwnRuleOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.firewall.FilterRule;
import nsx.dsl.word.Theme;
import nsx.nft.OwnTable;

/** {@code filter.rules()}: the filtering rules of nsx's own nftables table. */
public final class FilterRulesVerb extends Verb {
    public FilterRulesVerb() {
        super(Entry.listing("filter.rules", "filtering rules that nsx made here, with their counters", Theme.NETWORK)
                .rows(FilterRule.class, FilterRule.COLUMNS)
                .example("look", "filter.drop from: '10.0.0.0/24'\nfilter.rules()")
                .example("delete one", "filter.drop port: 22\nfilter.rules().find { it.port == 22 }.delete()")
                .peer("nft list table inet nsx-filter")
                .related("filter.drop", "filter.accept", "filter.clear", "nat.rules"));
    }

    @Override
    public Object run(Call call) {
        OwnRuleOperations operations = new OwnRuleOperations(call.session().kernel(), call.context(), OwnTable.FILTER);
        return FilterRule.all(call.here(), operations.read());
    }
}
