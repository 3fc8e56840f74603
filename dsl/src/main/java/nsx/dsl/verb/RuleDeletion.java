package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.NsxException;
import nsx.dsl.Operation;
import nsx.dsl.Texts;
import nsx.dsl.op.RuleOperations;
import nsx.rtnl.Rule;

/** {@code delete rule: 5}: the only one of this priority. */
final class RuleDeletion implements DescribedDeletion {
    @Override
    public String kind() {
        return "rule";
    }

    @Override
    public Operation operation(Call call, Object which) {
        String text = Texts.of(which);
        List<Rule> found = RuleOperations.all(call.session(), call.context()).stream()
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
        return new RuleOperations(call.session(), call.context()).delete(found.get(0));
    }
}
