package nsx.dsl.verb;

import java.util.Locale;
import nsx.dsl.Call;
import nsx.dsl.Entry;
import nsx.dsl.NsxException;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.op.NatOperations;
import nsx.dsl.value.AddressPort;
import nsx.dsl.value.LinkName;
import nsx.dsl.value.NatRule;
import nsx.nft.Forward;
import nsx.nft.Protocol;

/** {@code nat.forward 8080, to: '10.0.0.11:80'}: a port of this namespace that another address serves. */
public final class NatForwardVerb extends Verb {
    public NatForwardVerb() {
        super(Entry.of(
                        "nat.forward",
                        "forward a port of this namespace's own addresses to another address",
                        Theme.NETWORK)
                .takes(
                        Parameter.required("port", Type.NUMBER, "the port here, 1 to 65535"),
                        Parameter.named(
                                "to", Type.TEXT, "'10.0.0.11:80' or '[fd00::1]:80'; without a port, the same port"),
                        Parameter.choice("proto", "'tcp' unless told", "tcp", "udp"),
                        Parameter.named("in", Type.LINK, "only what comes in by this device"))
                .example("publish a web server", "nat.forward 8080, to: '10.0.0.11:80'")
                .example("a name server, to one side only", "nat.forward 53, to: '10.0.0.11', proto: 'udp', in: 'eth0'")
                .example("IPv6", "nat.forward 8080, to: '[fd00::1]:80'")
                .related("nat.masquerade", "nat.rules", "sysctl")
                .answers(NatRule.class));
    }

    @Override
    public Object run(Call call) {
        if (call.size() == 0 || !call.has("to")) {
            throw new NsxException("nat.forward needs " + (call.size() == 0 ? "port" : "to"))
                    .hint("write nat.forward 8080, to: '10.0.0.11:80'");
        }
        int port = AddressPort.port(call.at(0));
        AddressPort to = AddressPort.parse(call.textOption("to").orElseThrow());
        String in = call.textOption("in").map(LinkName::check).orElse("");
        Protocol protocol = protocol(call.textOption("proto").orElse("tcp"));
        Forward forward = new Forward(protocol, port, to.address(), to.port(), in);
        NatOperations operations = new NatOperations(call.session().kernel(), call.context());
        operations.alone(() -> call.session().ensure(() -> operations.ensure(forward)));
        return NatRule.of(call.session(), call.context(), forward, operations.read());
    }

    private static Protocol protocol(String text) {
        for (Protocol protocol : Protocol.values()) {
            if (protocol.text().equals(text.toLowerCase(Locale.ROOT))) {
                return protocol;
            }
        }
        throw new NsxException("nat.forward: proto is 'tcp' or 'udp'").at(text);
    }
}
