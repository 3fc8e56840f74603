package nsx.dsl.verb.network;

import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.RuleValue;
import nsx.dsl.word.Theme;

/** {@code rules()}: the rules of the current network namespace. */
public final class RulesVerb extends Verb {
    public RulesVerb() {
        super(Entry.listing(
                        "rules",
                        "the rules of this network namespace, in the order in which they are tried",
                        Theme.NETWORK)
                .rows(RuleValue.class)
                .example("both families", "rules()")
                .peer("ip rule")
                .related("rule", "routes"));
    }

    @Override
    public Object run(Call call) {
        return RuleValue.all(call.here());
    }
}
