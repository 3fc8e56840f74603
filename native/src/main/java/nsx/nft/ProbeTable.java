package nsx.nft;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import nsx.netlink.Attributes;
import nsx.netlink.Connection;
import nsx.netlink.Flags;
import nsx.netlink.Ip;
import nsx.netlink.Request;

/**
 * Temporary tables, one for IP and one for bridges, that make the kernel report the way of one packet. They belong to
 * the socket that created them: the kernel removes them when the socket closes, however nsx ends (NFT_TABLE_F_OWNER,
 * since Linux 5.12).
 *
 * @param name the name, which begins with {@link #PREFIX}
 */
public record ProbeTable(String name) {
    public static final String PREFIX = "nsx-probe-";

    private static final int OWNER = 2;
    /** The priority before all other chains except defragmentation. */
    private static final int FIRST = -400;
    /** The priority after all filtering chains. */
    private static final int LAST = 100_000;
    /** The hooks where packets enter the network stack. */
    private static final List<String> ENTRIES = List.of("prerouting", "output");

    private static final List<String> WITNESSES = List.of("input", "forward", "postrouting");
    private static final String IP4 = HexFormat.of().toHexDigits((byte) Ip.AF_INET);
    private static final Map<String, Integer> PRIORITIES = Map.of("output", FIRST, "prerouting", FIRST);

    /** The families that need a table each. */
    public enum Layer {
        IP(Nftables.INET),
        BRIDGE(Nftables.BRIDGE);

        private final int family;

        Layer(int family) {
            this.family = family;
        }
    }

    /**
     * Requests that create the table.
     *
     * @param rules the rules that set {@code meta nftrace}
     * @param owned whether the kernel removes the table with the socket; EOPNOTSUPP or EINVAL if it cannot
     */
    public List<Request> create(Layer layer, List<List<Expression>> rules, boolean owned) {
        List<Request> all = new ArrayList<>();
        all.add(Nftables.request("add table " + name, Nftables.NEW_TABLE, Flags.CREATE | Flags.EXCL, layer.family)
                .put("NFTA_TABLE_NAME", name)
                .put("NFTA_TABLE_FLAGS", owned ? OWNER : 0));
        ENTRIES.forEach(hook -> all.add(chain(layer, hook)));
        WITNESSES.forEach(hook -> all.add(chain(layer, hook)));
        for (String hook : ENTRIES) {
            rules.forEach(rule -> all.add(rule(layer, hook, rule)));
        }
        return Nftables.batch(all);
    }

    /** The existing probe tables that the kernel does not remove by itself. */
    public static List<TableName> left(Connection connection) {
        return connection
                .dump(Nftables.request("list tables", Nftables.GET_TABLE, 0, 0))
                .decode(Nftables.NEW_TABLE::decode)
                .stream()
                .filter(t -> t.string("NFTA_TABLE_NAME").startsWith(PREFIX))
                .filter(t -> (t.integer("NFTA_TABLE_FLAGS", 0) & OWNER) == 0)
                .map(t -> new TableName(t.header().integer("nfgen_family"), t.string("NFTA_TABLE_NAME")))
                .toList();
    }

    /** Requests that delete the table with its content. */
    public List<Request> delete(Layer layer) {
        return new TableName(layer.family, name).delete();
    }

    private Request chain(Layer layer, String hook) {
        Request chain = Nftables.request(
                        "add chain " + name + " " + hook, Nftables.NEW_CHAIN, Flags.CREATE, layer.family)
                .put("NFTA_CHAIN_TABLE", name)
                .put("NFTA_CHAIN_NAME", hook)
                .put("NFTA_CHAIN_TYPE", "filter");
        Attributes hooked = chain.body()
                .nest(
                        "NFTA_CHAIN_HOOK",
                        it -> it.put("NFTA_HOOK_HOOKNUM", hook)
                                .put("NFTA_HOOK_PRIORITY", PRIORITIES.getOrDefault(hook, LAST)));
        return chain.with(hooked.put("NFTA_CHAIN_POLICY", "accept"));
    }

    private Request rule(Layer layer, String chain, List<Expression> expressions) {
        return Nftables.request(
                        "add rule " + name + " " + chain, Nftables.NEW_RULE, Flags.CREATE | Flags.APPEND, layer.family)
                .put("NFTA_RULE_TABLE", name)
                .put("NFTA_RULE_CHAIN", chain)
                .put(
                        "NFTA_RULE_EXPRESSIONS",
                        Expression.encode(layer == Layer.BRIDGE ? ofFrames(expressions) : expressions));
    }

    /** Adapts expressions to the bridge family, in which the packet's protocol is the EtherType of the frame. */
    private static List<Expression> ofFrames(List<Expression> expressions) {
        List<Expression> all = new ArrayList<>(expressions);
        for (int i = 0; i + 1 < all.size(); i++) {
            if (all.get(i) instanceof Expression.Meta meta
                    && meta.key().equals("nfproto")
                    && all.get(i + 1) instanceof Expression.Compare family) {
                all.set(i, new Expression.Meta("protocol"));
                all.set(
                        i + 1,
                        new Expression.Compare(family.operator(), family.data().equals(IP4) ? "0800" : "86dd"));
            }
        }
        return all;
    }
}
