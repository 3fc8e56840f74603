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
                } else if (!has(Messages.NFT_TABLE, "NFTA_TABLE_NAME", name)) {
                    network.table(Messages.NFT_TABLE).add(body);
                }
            }
            case NFT_CHAIN -> {
                need(Messages.NFT_TABLE, "NFTA_TABLE_NAME", body.string("NFTA_CHAIN_TABLE"));
                network.table(Messages.NFT_CHAIN).add(body);
            }
            default -> rule(request, takes);
        }
    }

    private void rule(Request request, boolean takes) {
        Attributes body = request.body();
        if (takes) {
            network.table(Messages.NFT_RULE)
                    .remove(r -> r.value("NFTA_RULE_HANDLE").equals(body.value("NFTA_RULE_HANDLE"))
                            && r.string("NFTA_RULE_TABLE", "").equals(body.string("NFTA_RULE_TABLE", "")));
            return;
        }
        need(Messages.NFT_CHAIN, "NFTA_CHAIN_NAME", body.string("NFTA_RULE_CHAIN"));
        long next = network.table(Messages.NFT_RULE).rows().stream()
                        .mapToLong(r -> r.number("NFTA_RULE_HANDLE", 0))
                        .max()
                        .orElse(0)
                + 1;
        List<Attributes> rules = network.table(Messages.NFT_RULE).rows();
        int place = place(body, rules);
        int at = place < 0 ? rules.size() : (request.flags() & Flags.APPEND) == 0 ? place : place + 1;
        rules.add(at, body.without("NFTA_RULE_POSITION").set("NFTA_RULE_HANDLE", next));
    }

    /** The position of the rule next to which a new one is inserted; -1 if none is named. */
    private static int place(Attributes body, List<Attributes> rules) {
        long handle = body.number("NFTA_RULE_POSITION", 0);
        for (int i = 0; handle != 0 && i < rules.size(); i++) {
            boolean same = rules.get(i).string("NFTA_RULE_TABLE", "").equals(body.string("NFTA_RULE_TABLE", ""));
            if (same && rules.get(i).number("NFTA_RULE_HANDLE", 0) == handle) {
                return i;
            }
        }
        return -1;
    }

    private void delete(String table) {
        need(Messages.NFT_TABLE, "NFTA_TABLE_NAME", table);
        network.table(Messages.NFT_TABLE)
                .remove(t -> t.string("NFTA_TABLE_NAME", "").equals(table));
        network.table(Messages.NFT_CHAIN)
                .remove(t -> t.string("NFTA_CHAIN_TABLE", "").equals(table));
        network.table(Messages.NFT_RULE)
                .remove(t -> t.string("NFTA_RULE_TABLE", "").equals(table));
    }

    private boolean has(Messages objects, String attribute, String name) {
        return network.table(objects).rows().stream()
                .anyMatch(r -> r.string(attribute, "").equals(name));
    }

    private void need(Messages objects, String attribute, String name) {
        if (!has(objects, attribute, name)) {
            throw new Refusal(Errno.ENOENT, "");
        }
    }
}
