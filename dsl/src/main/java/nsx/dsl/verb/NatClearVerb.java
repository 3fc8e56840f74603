package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.Parameter;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.op.NatOperations;

/** {@code nat.clear()}: nsx's own nftables table goes, and everybody else's stays. */
public final class NatClearVerb implements Verb {
    @Override
    public String name() {
        return "nat.clear";
    }

    @Override
    public String summary() {
        return "delete all masquerading and forwarded ports that nsx made here";
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
        return List.of(new Example("start over", "nat.masquerade '10.0.0.0/24'\nnat.clear()"));
    }

    @Override
    public List<String> related() {
        return List.of("nat.rules", "nat.masquerade", "nat.forward");
    }

    @Override
    public Object run(Call call) {
        NatOperations operations = new NatOperations(call.session().kernel(), call.context());
        call.session().change(operations.clear());
        return null;
    }
}
