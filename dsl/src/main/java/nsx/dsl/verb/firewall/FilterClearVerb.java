package nsx.dsl.verb.firewall;

import nsx.dsl.op.firewall.OwnRuleOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Theme;
import nsx.nft.OwnTable;

/** {@code filter.clear()}: deletes nsx's own table of filtering rules; tables of other programs stay. */
public final class FilterClearVerb extends Verb {
    public FilterClearVerb() {
        super(Entry.of("filter.clear", "delete all filtering rules that nsx made here", Theme.NETWORK)
                .example("start over", "filter.drop from: '10.0.0.0/24'\nfilter.clear()")
                .related("filter.rules", "filter.drop"));
    }

    @Override
    public Object run(Call call) {
        OwnRuleOperations operations = new OwnRuleOperations(call.session().kernel(), call.context(), OwnTable.FILTER);
        operations.alone(() -> call.session().change(operations.clear()));
        return null;
    }
}
