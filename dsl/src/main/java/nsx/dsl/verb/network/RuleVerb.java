package nsx.dsl.verb.network;

import java.util.Map;
import nsx.dsl.op.route.RuleOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.RuleValue;
import nsx.dsl.word.Theme;

/** {@code rule from: '10.0.0.0/8', table: 100, priority: 5}: a rule that selects a routing table for packets. */
public final class RuleVerb extends Verb {
    public RuleVerb() {
        super(Entry.of("rule", "ensure a rule that selects a routing table for packets", Theme.NETWORK)
                .takes(() -> RuleOperations.PARAMETERS)
                .example("another way for one network", "rule from: '10.0.0.0/8', table: 100, priority: 5\nrules()")
                .related("rules", "route")
                .answers(RuleValue.class));
    }

    @Override
    public Object run(Call call) {
        RuleOperations operations = new RuleOperations(call.here());
        call.session()
                .ensure(() -> operations.ensure(call.arguments()), Map.of(), () -> operations.check(call.arguments()));
        return operations
                .find(call.arguments())
                .map(r -> new RuleValue(call.here(), r))
                .orElse(null);
    }
}
