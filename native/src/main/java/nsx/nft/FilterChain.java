package nsx.nft;

import java.util.Optional;
import nsx.netlink.Attributes;
import nsx.netlink.Message;

/**
 * A chain.
 *
 * @param hook the hook of a base chain: prerouting, input, forward, output or postrouting; empty for a chain that
 * only rules lead to
 * @param priority the order of chains at one hook, lowest first
 * @param dropping whether the policy drops packets that reach the end
 * @param type filter, nat or route; filter for a chain that only rules lead to
 * @param device the device of an ingress or egress chain; empty for other chains
 */
public record FilterChain(
        int family,
        String table,
        String name,
        Optional<String> hook,
        int priority,
        boolean dropping,
        String type,
        String device) {
    /** Creates a chain of type filter. */
    public FilterChain(int family, String table, String name, Optional<String> hook, int priority, boolean dropping) {
        this(family, table, name, hook, priority, dropping, "filter", "");
    }

    static FilterChain decode(Message message) {
        Attributes all = Nftables.NEW_CHAIN.decode(message);
        Attributes hook = all.nested("NFTA_CHAIN_HOOK");
        return new FilterChain(
                all.header().integer("nfgen_family"),
                all.string("NFTA_CHAIN_TABLE"),
                all.string("NFTA_CHAIN_NAME"),
                hook.findString("NFTA_HOOK_HOOKNUM"),
                hook.integer("NFTA_HOOK_PRIORITY", 0),
                all.string("NFTA_CHAIN_POLICY", "accept").equals("drop"),
                all.string("NFTA_CHAIN_TYPE", "filter"),
                hook.string("NFTA_HOOK_DEV", ""));
    }

    /** Whether the rule belongs to this chain. */
    public boolean holds(NftRule rule) {
        return rule.family() == family
                && rule.table().equals(table)
                && rule.chain().equals(name);
    }

    /** The name of the chain in nft(8): {@code inet filter forward}. */
    @Override
    public String toString() {
        return Ruleset.familyName(family) + " " + table + " " + name;
    }
}
