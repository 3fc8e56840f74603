package nsx.dsl.verb;

import nsx.dsl.Call;
import nsx.dsl.Entry;
import nsx.dsl.Options;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.op.RuleOperations;
import nsx.dsl.value.RuleValue;

/** {@code rule from: '10.0.0.0/8', table: 100, priority: 5}: which packets look into which routing table. */
public final class RuleVerb extends Verb {
    public RuleVerb() {
        super(Entry.of("rule", "ensure a rule that says which packets look into which routing table", Theme.NETWORK)
                .takes(
                        Parameter.named("from", Type.PREFIX, "packets of this network; all unless told"),
                        Parameter.named("to", Type.PREFIX, "packets to this network; all unless told"),
                        Parameter.choice("table", "a number or a name", "main", "local", "default"),
                        Parameter.named(
                                "priority", Type.NUMBER, "the lowest is tried first; before all others unless told"),
                        Parameter.named("iif", Type.LINK, "packets that came in by this device"),
                        Parameter.named("oif", Type.LINK, "packets of sockets bound to this device"),
                        Parameter.named("fwmark", Type.NUMBER, "packets with this mark of the firewall"),
                        Parameter.choice("action", "instead of a table", "blackhole", "unreachable", "prohibit"),
                        Parameter.choice("family", "where no network tells; 4 unless told", "4", "6"))
                .example("another way for one network", "rule from: '10.0.0.0/8', table: 100, priority: 5\nrules()")
                .related("rules", "route")
                .answers(RuleValue.class));
    }

    @Override
    public Object run(Call call) {
        RuleOperations operations = new RuleOperations(call.session(), call.context());
        Options options = Options.of(call);
        call.session().ensure(() -> operations.ensure(options));
        return operations
                .find(options)
                .map(r -> new RuleValue(call.session(), call.context(), r))
                .orElse(null);
    }
}
