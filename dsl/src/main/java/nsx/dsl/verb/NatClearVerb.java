package nsx.dsl.verb;

import nsx.dsl.Call;
import nsx.dsl.Entry;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.op.NatOperations;

/** {@code nat.clear()}: nsx's own nftables table goes, and everybody else's stays. */
public final class NatClearVerb extends Verb {
    public NatClearVerb() {
        super(Entry.of("nat.clear", "delete all masquerading and forwarded ports that nsx made here", Theme.NETWORK)
                .example("start over", "nat.masquerade '10.0.0.0/24'\nnat.clear()")
                .related("nat.rules", "nat.masquerade", "nat.forward"));
    }

    @Override
    public Object run(Call call) {
        NatOperations operations = new NatOperations(call.session().kernel(), call.context());
        operations.alone(() -> call.session().change(operations.clear()));
        return null;
    }
}
