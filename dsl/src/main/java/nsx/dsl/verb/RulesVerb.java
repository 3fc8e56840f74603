package nsx.dsl.verb;

import nsx.dsl.Call;
import nsx.dsl.Entry;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.value.RuleValue;

/** {@code rules()}: the rules of the current network namespace. */
public final class RulesVerb extends Verb {
    public RulesVerb() {
        super(Entry.listing(
                        "rules",
                        "the rules of this network namespace, in the order in which they are tried",
                        Theme.NETWORK)
                .example("both families", "rules()")
                .peer("ip rule")
                .related("rule", "routes"));
    }

    @Override
    public Object run(Call call) {
        return RuleValue.all(call.session(), call.context());
    }
}
