package nsx.shadow;

import java.util.List;
import nsx.netlink.Attributes;
import nsx.netlink.Flags;
import nsx.netlink.MessageType;
import nsx.netlink.Request;
import nsx.sys.Errno;

/** The tables, chains and rules of nftables in one network. */
final class ShadowFilters {
    private final ShadowNetwork network;
    /** The highest handle of a rule; 0 before it is read. */
    private long highest;

    ShadowFilters(ShadowNetwork network) {
        this.network = network;
    }

    void change(Request request) {
        boolean takes = request.type().verb() == MessageType.Verb.DELETE;
        Attributes body = request.body();
        switch (Messages.of(request.type())) {
            case NFT_TABLE -> {
                String name = body.string("NFTA_TABLE_NAME");
                if (takes) {
                    delete(name);
                } else if (!has(Messages.NFT_TABLE, name)) {
                    network.table(Messages.NFT_TABLE).add(body);
                }
            }
            case NFT_CHAIN -> {
                need(Messages.NFT_TABLE, body.string("NFTA_CHAIN_TABLE"));
                network.table(Messages.NFT_CHAIN).add(body);
            }
            default -> rule(request, takes);
        }
    }

    private void rule(Request request, boolean takes) {
        Attributes body = request.body();
        if (takes) {
            network.table(Messages.NFT_RULE).remove(key(body, "NFTA_RULE_HANDLE"));
            return;
        }
        need(Messages.NFT_CHAIN, body.string("NFTA_RULE_CHAIN"));
        highest = highest() + 1;
        Attributes rule = body.without("NFTA_RULE_POSITION").set("NFTA_RULE_HANDLE", highest);
        ShadowTable rules = network.table(Messages.NFT_RULE);
        Object beside = key(body, "NFTA_RULE_POSITION");
        if (body.has("NFTA_RULE_POSITION") && rules.has(beside)) {
            rules.add(rule, beside, (request.flags() & Flags.APPEND) != 0);
        } else {
            rules.add(rule);
        }
    }

    private static Object key(Attributes body, String handle) {
        return ShadowKeys.filter(body.string("NFTA_RULE_TABLE", ""), body.number(handle, 0));
    }

    private long highest() {
        return highest > 0
                ? highest
                : network.table(Messages.NFT_RULE).rows().stream()
                        .mapToLong(r -> r.number("NFTA_RULE_HANDLE", 0))
                        .max()
                        .orElse(0);
    }

    private void delete(String table) {
        need(Messages.NFT_TABLE, table);
        List.of(Messages.NFT_TABLE, Messages.NFT_CHAIN, Messages.NFT_RULE)
                .forEach(objects -> network.table(objects).remove(ShadowKeys.inTable(table)));
    }

    private boolean has(Messages objects, String name) {
        return network.table(objects).has(ShadowKeys.named(name));
    }

    private void need(Messages objects, String name) {
        if (!has(objects, name)) {
            throw new Refusal(Errno.ENOENT, "");
        }
    }
}
