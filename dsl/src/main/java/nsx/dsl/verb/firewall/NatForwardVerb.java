package nsx.dsl.verb.firewall;

import nsx.dsl.op.firewall.OwnRuleOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.unit.AddressPort;
import nsx.dsl.unit.LinkName;
import nsx.dsl.value.firewall.NatRule;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.nft.Forward;
import nsx.nft.OwnTable;
import nsx.nft.Protocol;

/** {@code nat.forward 8080, to: '10.0.0.11:80'}: forwards a port of this namespace to another address. */
public final class NatForwardVerb extends Verb {
    private static final Parameter<Integer> PORT = Parameter.required(
            "port", Reader.parsed(Type.NUMBER, "a port", AddressPort::port), "the port here, 1 to 65535");
    private static final Parameter<String> TO = Parameter.named(
                    "to",
                    Reader.text().such("'10.0.0.11:80'"),
                    "'10.0.0.11:80' or '[fd00::1]:80'; without a port, the same port")
            .needed();
    private static final Parameter<Protocol> PROTO = Parameter.named(
                    "proto", Reader.choice("tcp", "udp").then(NatForwardVerb::protocol), "the protocol")
            .usually("'tcp'");
    private static final Parameter<String> IN =
            Parameter.named("in", Reader.device(), "only packets received on this device");

    public NatForwardVerb() {
        super(Entry.of(
                        "nat.forward",
                        "forward a port of this namespace's own addresses to another address",
                        Theme.NETWORK)
                .takes(PORT, TO, PROTO, IN)
                .example("publish a web server", "nat.forward 8080, to: '10.0.0.11:80'")
                .example(
                        "a name server, for one device only",
                        "nat.forward 53, to: '10.0.0.11', proto: 'udp', in: 'eth0'")
                .example("IPv6", "nat.forward 8080, to: '[fd00::1]:80'")
                .topics("dnat", "port forwarding")
                .related("nat.masquerade", "nat.rules", "sysctl")
                .answers(NatRule.class));
    }

    @Override
    public Object run(Call call) {
        AddressPort to = AddressPort.parse(call.get(TO));
        String in = call.find(IN).map(LinkName::check).orElse("");
        Protocol protocol = call.find(PROTO).orElse(Protocol.TCP);
        Forward forward = new Forward(protocol, call.get(PORT), to.address(), to.port(), in);
        OwnRuleOperations operations = new OwnRuleOperations(call.session().kernel(), call.context(), OwnTable.NAT);
        operations.alone(() -> call.session().ensure(() -> operations.ensure(forward)));
        return NatRule.of(call.here(), forward, operations.read(forward));
    }

    private static Protocol protocol(String text) {
        return text.equals("tcp") ? Protocol.TCP : Protocol.UDP;
    }
}
