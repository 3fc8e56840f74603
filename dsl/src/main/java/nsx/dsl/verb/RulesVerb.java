package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.Parameter;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.value.RuleValue;
import nsx.dsl.value.Table;

/** {@code rules()}: the rules of the current network namespace. */
public final class RulesVerb implements Verb {
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
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("both families", "rules()"));
    }

    @Override
    public boolean asks() {
        return true;
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
    public Class<?> result() {
        return Table.class;
    }

    @Override
    public Object run(Call call) {
        return RuleValue.all(call.session(), call.context());
    }
}
