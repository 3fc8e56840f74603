package nsx.dsl.verb;

import nsx.dsl.Call;
import nsx.dsl.Entry;
import nsx.dsl.NsxException;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.op.NatOperations;
import nsx.dsl.value.IpText;
import nsx.dsl.value.LinkName;
import nsx.dsl.value.NatRule;
import nsx.nft.Masquerade;
import nsx.rtnl.Prefix;

/** {@code nat.masquerade '10.0.0.0/24', out: 'eth0'}: a network behind the addresses of this namespace. */
public final class NatMasqueradeVerb extends Verb {
    public NatMasqueradeVerb() {
        super(Entry.of(
                        "nat.masquerade",
                        "let a network speak to others under this namespace's own addresses",
                        Theme.NETWORK)
                .takes(
                        Parameter.required(
                                "source", Type.PREFIX, "the network whose packets take the address they leave by"),
                        Parameter.named(
                                "out", Type.LINK, "only what leaves by this device; else what leaves the network"))
                .example(
                        "a router for a network",
                        "sysctl 'net.ipv4.ip_forward', 1\nnat.masquerade '10.0.0.0/24', out: 'eth0'")
                .example("whichever way it leaves", "nat.masquerade '10.0.0.0/24'")
                .example("IPv6", "nat.masquerade 'fd00::/64'")
                .related("nat.forward", "nat.rules", "sysctl")
                .answers(NatRule.class));
    }

    @Override
    public Object run(Call call) {
        if (call.size() == 0) {
            throw new NsxException("nat.masquerade needs source").hint("see help 'nat.masquerade'");
        }
        Prefix source = IpText.prefix(call.text(0)).network();
        String out = call.textOption("out").map(LinkName::check).orElse("");
        Masquerade masquerade = new Masquerade(source.address(), source.length(), out);
        NatOperations operations = new NatOperations(call.session().kernel(), call.context());
        operations.alone(() -> call.session().ensure(() -> operations.ensure(masquerade)));
        return NatRule.of(call.session(), call.context(), masquerade, operations.read());
    }
}
