package nsx.dsl.verb.firewall;

import nsx.dsl.op.firewall.OwnRuleOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Theme;
import nsx.nft.OwnTable;

/** {@code nat.clear()}: deletes nsx's own nftables table; tables of other programs stay. */
public final class NatClearVerb extends Verb {
    public NatClearVerb() {
        super(Entry.of("nat.clear", "delete all masquerading and forwarded ports that nsx made here", Theme.NETWORK)
                .example("start over", "nat.masquerade '10.0.0.0/24'\nnat.clear()")
                .related("nat.rules", "nat.masquerade", "nat.forward"));
    }

    @Override
    public Object run(Call call) {
        OwnRuleOperations operations = new OwnRuleOperations(call.session().kernel(), call.context(), OwnTable.NAT);
        operations.alone(() -> call.session().change(operations.clear()));
        return null;
    }
}
