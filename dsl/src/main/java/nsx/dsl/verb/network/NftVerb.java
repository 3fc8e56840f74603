package nsx.dsl.verb.network;

import nsx.dsl.error.Failure;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.NftRow;
import nsx.dsl.word.Theme;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.nft.Ruleset;
import nsx.sys.SysException;

/** {@code nft()}: the rules of nftables in the current network namespace, whoever made them. */
public final class NftVerb extends Verb {
    public NftVerb() {
        super(Entry.listing("nft", "the rules of nftables, whoever made them, with their counters", Theme.NETWORK)
                .rows(NftRow.class, NftRow.COLUMNS)
                .example("all", "filter.drop from: '10.0.0.0/24'\nnft()")
                .example("what has dropped something", "nft().findAll { it.packets && it.rule.endsWith('drop') }")
                .example("those of one program", "nft(by: 'docker')")
                .peer("nft -a list ruleset")
                .topics("firewall")
                .related("filter.rules", "nat.rules", "why", "probe"));
    }

    @Override
    public Object run(Call call) {
        try {
            return NftRow.all(Ruleset.read(call.session().kernel().netlink(call.context(), Request.NETFILTER)));
        } catch (NetlinkException | SysException e) {
            throw Failure.explain("cannot read the rules of nftables", e);
        }
    }
}
