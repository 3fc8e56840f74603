package nsx.dsl.verb.network;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.change.Operation;
import nsx.dsl.op.link.WireguardWish;
import nsx.dsl.scope.WireguardPlan;
import nsx.dsl.scope.WireguardScope;
import nsx.dsl.session.Blocks;
import nsx.dsl.session.Call;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.unit.LinkName;
import nsx.dsl.value.link.KindParameters;
import nsx.dsl.value.link.LinkValue;
import nsx.dsl.word.BlockWord;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.rtnl.kind.Wireguard;

/**
 * The word for a wireguard device: {@code wireguard('wg0', listenPort: 51820) { peer 'KEY', allowedIps:
 * ['10.0.0.0/24'] }}.
 */
public final class WireguardVerb extends Verb {
    private static final Parameter<String> NAME =
            Parameter.required("name", Reader.text(Type.NEW_LINK), "the device's name, 1 to 15 bytes");

    private List<BlockWord> words;

    public WireguardVerb() {
        super(Entry.of(Wireguard.KIND.name(), "ensure " + Wireguard.KIND.summary(), Theme.NETWORK)
                .takes(NAME)
                .takes(WireguardVerb::options)
                .takes(Parameter.block("options as words, peer, address, up(), down()"))
                .example("with a new key", "wireguard 'wg0', listenPort: 51820", Wireguard.KIND.name())
                .example(
                        "with a peer",
                        "wireguard('wg0', listenPort: 51820) {\n"
                                + "    address '10.0.0.1/24'\n"
                                + "    peer 'xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=', allowedIps: '10.0.0.2/32', endpoint: '192.0.2.7:51820'\n"
                                + "    up()\n}",
                        Wireguard.KIND.name())
                .related("link", "links", "address")
                .answers(LinkValue.class));
    }

    private static List<Parameter<?>> options() {
        List<Parameter<?>> all = new ArrayList<>(WireguardWish.DEVICE);
        all.addAll(KindParameters.named(Wireguard.KIND));
        return all;
    }

    @Override
    public List<BlockWord> blockWords() {
        if (words == null) {
            words = WireguardScope.words();
        }
        return words;
    }

    @Override
    public Object run(Call call) {
        String name = LinkName.check(call.get(NAME));
        WireguardScope wanted = new WireguardScope(call.arguments().options());
        call.block().ifPresent(block -> Blocks.run(call.session(), block, wanted, blockWords()));
        Map<Operation, StackTraceElement> written = new IdentityHashMap<>();
        call.session().ensure(() -> new WireguardPlan(call.session(), name, wanted).operations(written), written);
        return new LinkValue(call.here(), Devices.get(call.here(), name));
    }
}
