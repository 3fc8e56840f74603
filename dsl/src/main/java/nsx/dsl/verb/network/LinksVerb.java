package nsx.dsl.verb.network;

import java.util.List;
import nsx.dsl.session.Call;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.shape.Table;
import nsx.dsl.value.link.LinkValue;
import nsx.dsl.value.link.Peers;
import nsx.dsl.word.Theme;
import nsx.rtnl.Link;

/** {@code links(kind: 'veth')}: the devices of the current network namespace. */
public final class LinksVerb extends Verb {
    private static final List<String> COLUMNS =
            List.of("index", "name", "kind", "state", "mtu", "mac", "master", "peer");

    public LinksVerb() {
        super(Entry.listing("links", "the devices of the current network namespace", Theme.NETWORK)
                .rows(LinkValue.class, COLUMNS)
                .example("all of them", "links()")
                .example("those of one kind", "veth 'p', 'q'\nlinks(kind: 'veth')")
                .example("by several columns", "lo.up()\nlinks(kind: ['loopback', 'veth'], up: true, mtu: 1..65536)")
                .peer("ip -details link")
                .topics("interfaces", "network cards")
                .related("link", "addresses"));
    }

    @Override
    public Object run(Call call) {
        List<Link> links = Devices.all(call.here());
        Peers peers = Peers.among(call.here(), links);
        return Table.of(
                LinkValue.class,
                COLUMNS,
                links.stream().map(l -> new LinkValue(call.here(), l, peers)).toList());
    }
}
