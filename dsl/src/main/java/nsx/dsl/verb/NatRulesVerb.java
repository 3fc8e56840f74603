package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.Theme;
import nsx.dsl.op.NatOperations;
import nsx.dsl.value.NatRule;

/** {@code nat.rules()}: what nsx's own nftables table says. */
public final class NatRulesVerb implements Listing {
    @Override
    public String name() {
        return "nat.rules";
    }

    @Override
    public String summary() {
        return "masquerading and forwarded ports, with what they have counted";
    }

    @Override
    public Theme theme() {
        return Theme.NETWORK;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("look", "nat.masquerade '10.0.0.0/24'\nnat.rules()"),
                new Example(
                        "delete one",
                        "nat.forward 8080, to: '10.0.0.11:80'\nnat.rules().find { it.port == 8080 }.delete()"));
    }

    @Override
    public String peer() {
        return "nft list table inet nsx";
    }

    @Override
    public List<String> related() {
        return List.of("nat.masquerade", "nat.forward", "nat.clear");
    }

    @Override
    public Object run(Call call) {
        NatOperations operations = new NatOperations(call.session().kernel(), call.context());
        return NatRule.all(call.session(), call.context(), operations.read());
    }
}
