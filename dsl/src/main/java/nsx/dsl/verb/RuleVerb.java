package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.Options;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.op.RuleOperations;
import nsx.dsl.value.RuleValue;

/** {@code rule from: '10.0.0.0/8', table: 100, priority: 5}: which packets look into which routing table. */
public final class RuleVerb implements Verb {
    @Override
    public String name() {
        return "rule";
    }

    @Override
    public String summary() {
        return "ensure a rule that says which packets look into which routing table";
    }

    @Override
    public Theme theme() {
        return Theme.NETWORK;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.named("from", Type.PREFIX, "packets of this network; all unless told"),
                Parameter.named("to", Type.PREFIX, "packets to this network; all unless told"),
                Parameter.choice("table", "a number or a name", "main", "local", "default"),
                Parameter.named("priority", Type.NUMBER, "the lowest is tried first; before all others unless told"),
                Parameter.named("iif", Type.LINK, "packets that came in by this device"),
                Parameter.named("oif", Type.LINK, "packets of sockets bound to this device"),
                Parameter.named("fwmark", Type.NUMBER, "packets with this mark of the firewall"),
                Parameter.choice("action", "instead of a table", "blackhole", "unreachable", "prohibit"),
                Parameter.choice("family", "where no network tells; 4 unless told", "4", "6"));
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example(
                "another way for one network", "rule from: '10.0.0.0/8', table: 100, priority: 5\nrules()"));
    }

    @Override
    public List<String> related() {
        return List.of("rules", "route");
    }

    @Override
    public Class<?> result() {
        return RuleValue.class;
    }

    @Override
    public Object run(Call call) {
        RuleOperations operations = new RuleOperations(call.session(), call.context());
        Options options = Options.of(call);
        call.session().change(operations.ensure(options));
        return operations
                .find(options)
                .map(r -> new RuleValue(call.session(), call.context(), r))
                .orElse(null);
    }
}
