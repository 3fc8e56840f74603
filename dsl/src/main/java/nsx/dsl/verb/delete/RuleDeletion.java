package nsx.dsl.verb.delete;

import java.util.List;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.op.route.RuleOperations;
import nsx.dsl.session.Call;
import nsx.rtnl.RoutingRule;

/** Deletes the single rule of a priority: {@code delete rule: 5}. */
final class RuleDeletion implements DescribedDeletion {
    @Override
    public String kind() {
        return "rule";
    }

    @Override
    public Operation operation(Call call, Object which) {
        String text = Texts.of(which);
        if (!text.matches("\\d+")) {
            throw new NsxException("a rule is deleted by its priority")
                    .at(text)
                    .hint("such as delete rule: 5, or rules().find { it.table == 'main' }.delete()");
        }
        List<RoutingRule> found = RuleOperations.all(call.here()).stream()
                .filter(r -> Integer.toUnsignedString(r.priority()).equals(text))
                .toList();
        if (found.isEmpty()) {
            throw new NsxException("there is no rule of priority " + text)
                    .at(text)
                    .hint("see rules()");
        }
        if (found.size() > 1) {
            throw new NsxException("there are " + found.size() + " rules of priority " + text)
                    .at(text)
                    .hint("take the one you mean: rules().find { it.priority == " + text + " }.delete()");
        }
        return new RuleOperations(call.here()).delete(found.get(0));
    }
}
