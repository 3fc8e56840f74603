package nsx.dsl.verb.firewall;

import nsx.dsl.op.firewall.OwnRuleOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.unit.LinkName;
import nsx.dsl.value.firewall.NatRule;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.nft.Masquerade;
import nsx.nft.OwnTable;
import nsx.rtnl.Prefix;

/** {@code nat.masquerade '10.0.0.0/24', out: 'eth0'}: sends the packets of a network from the addresses of this namespace. */
public final class NatMasqueradeVerb extends Verb {
    private static final Parameter<Prefix> SOURCE = Parameter.required(
            "source", Reader.prefix(Type.PREFIX), "the network whose packets get the address of the outgoing device");
    private static final Parameter<String> OUT = Parameter.named(
            "out",
            Reader.device(),
            "only packets that leave by this device; without it, all packets that leave the network");

    public NatMasqueradeVerb() {
        super(Entry.of(
                        "nat.masquerade",
                        "translate the source addresses of a network to this namespace's own",
                        Theme.NETWORK)
                .takes(SOURCE, OUT)
                .example(
                        "a router for a network",
                        "sysctl 'net.ipv4.ip_forward', 1\nnat.masquerade '10.0.0.0/24', out: 'eth0'")
                .example("through any device", "nat.masquerade '10.0.0.0/24'")
                .example("IPv6", "nat.masquerade 'fd00::/64'")
                .topics("snat", "masquerading", "internet")
                .related("nat.forward", "nat.rules", "sysctl")
                .answers(NatRule.class));
    }

    @Override
    public Object run(Call call) {
        Prefix source = call.get(SOURCE).network();
        String out = call.find(OUT).map(LinkName::check).orElse("");
        Masquerade masquerade = new Masquerade(source.address(), source.length(), out);
        OwnRuleOperations operations = new OwnRuleOperations(call.session().kernel(), call.context(), OwnTable.NAT);
        operations.alone(() -> call.session().ensure(() -> operations.ensure(masquerade)));
        return NatRule.of(call.here(), masquerade, operations.read(masquerade));
    }
}
