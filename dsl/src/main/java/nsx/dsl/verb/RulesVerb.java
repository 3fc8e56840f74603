package nsx.dsl.verb;

import nsx.dsl.Call;
import nsx.dsl.Theme;
import nsx.dsl.value.RuleValue;

/** {@code rules()}: the rules of the current network namespace. */
public final class RulesVerb extends DeclaredVerb {
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
