package nsx.dsl.verb.firewall;

import nsx.dsl.error.Failure;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.firewall.NftSetRow;
import nsx.dsl.word.Theme;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.nft.NftSet;
import nsx.sys.SysException;

/** {@code nft.sets()}: the named sets and maps of nftables with their elements. */
public final class NftSetsVerb extends Verb {
    public NftSetsVerb() {
        super(Entry.listing("nft.sets", "the named sets and maps of nftables, with their elements", Theme.NETWORK)
                .rows(NftSetRow.class, NftSetRow.COLUMNS)
                .example("all", "nft.sets()")
                .example("the elements of one, each a row", "nft.sets(name: 'banned').collectMany { it.elements }")
                .example("where a map of verdicts leads", "nft.sets(data: 'verdict').collectMany { it.elements*.data }")
                .peer("nft list sets; nft list maps")
                .topics("firewall")
                .related("nft", "filter.rules"));
    }

    @Override
    public Object run(Call call) {
        try {
            return NftSetRow.all(NftSet.read(call.session().kernel().netlink(call.context(), Request.NETFILTER)));
        } catch (NetlinkException | SysException e) {
            throw Failure.explain("cannot read the sets of nftables", e);
        }
    }
}
