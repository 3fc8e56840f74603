package nsx.dsl.verb.network;

import java.util.List;
import java.util.stream.Stream;
import nsx.dsl.session.Call;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.shape.Table;
import nsx.dsl.value.network.LinkValue;
import nsx.dsl.value.network.Peers;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Theme;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;

/** {@code links(kind: 'veth')}: the devices of the current network namespace. */
public final class LinksVerb extends Verb {
    private static final List<String> COLUMNS =
            List.of("index", "name", "kind", "state", "mtu", "mac", "master", "peer");

    public LinksVerb() {
        super(Entry.listing("links", "the devices of the current network namespace", Theme.NETWORK)
                .rows(LinkValue.class)
                .example("all of them", "links()")
                .example("those of one kind", "veth 'p', 'q'\nlinks(kind: 'veth')")
                .peer("ip -details link")
                .related("link", "addresses"));
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(kind());
    }

    /** Made when it is asked for: the list of all kinds is long. */
    private static Parameter<String> kind() {
        return Parameter.choice(
                "kind",
                "only devices of this kind",
                Stream.concat(Kinds.ALL.stream().map(Kind::name), Stream.of("loopback", "physical"))
                        .toArray(String[]::new));
    }

    @Override
    public Object run(Call call) {
        String kind = call.find(kind()).orElse("");
        Peers peers = Peers.of(call.here());
        return Table.of(
                COLUMNS,
                Devices.all(call.here()).stream()
                        .map(l -> new LinkValue(call.here(), l, peers))
                        .filter(l -> kind.isEmpty() || l.getKind().equals(kind))
                        .toList());
    }
}
