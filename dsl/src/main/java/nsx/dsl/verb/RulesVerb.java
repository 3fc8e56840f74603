package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.Theme;
import nsx.dsl.value.RuleValue;

/** {@code rules()}: the rules of the current network namespace. */
public final class RulesVerb implements Listing {
    @Override
    public String name() {
        return "rules";
    }

    @Override
    public String summary() {
        return "the rules of this network namespace, in the order in which they are tried";
    }

    @Override
    public Theme theme() {
        return Theme.NETWORK;
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("both families", "rules()"));
    }

    @Override
    public String peer() {
        return "ip rule";
    }

    @Override
    public List<String> related() {
        return List.of("rule", "routes");
    }

    @Override
    public Object run(Call call) {
        return RuleValue.all(call.session(), call.context());
    }
}
