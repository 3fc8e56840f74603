package nsx.dsl.verb.firewall;

import nsx.dsl.op.firewall.OwnRuleOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.firewall.NatRule;
import nsx.dsl.word.Theme;
import nsx.nft.OwnTable;

/** {@code nat.rules()}: the rules in nsx's own nftables table. */
public final class NatRulesVerb extends Verb {
    public NatRulesVerb() {
        super(Entry.listing("nat.rules", "masquerading and forwarded ports, with their counters", Theme.NETWORK)
                .rows(NatRule.class, NatRule.COLUMNS)
                .example("look", "nat.masquerade '10.0.0.0/24'\nnat.rules()")
                .example(
                        "delete one",
                        "nat.forward 8080, to: '10.0.0.11:80'\nnat.rules().find { it.port == 8080 }.delete()")
                .peer("nft list table inet nsx")
                .related("nat.masquerade", "nat.forward", "nat.clear"));
    }

    @Override
    public Object run(Call call) {
        OwnRuleOperations operations = new OwnRuleOperations(call.session().kernel(), call.context(), OwnTable.NAT);
        return NatRule.all(call.here(), operations.read());
    }
}
