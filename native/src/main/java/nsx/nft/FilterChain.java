package nsx.nft;

import java.util.Optional;
import nsx.netlink.Attributes;
import nsx.netlink.Message;

/**
 * A chain.
 *
 * @param hook where packets enter it: prerouting, input, forward, output or postrouting; empty when only rules lead there
 * @param priority chains of one hook are passed in this order, lowest first
 * @param dropping whether its policy is to drop what reaches its end
 * @param type filter, nat or route; filter when only rules lead there
 * @param device the one at whose ingress or egress it is; empty for the others
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
    /** Of the type filter. */
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

    /** Whether a rule is one of its own. */
    public boolean holds(NftRule rule) {
        return rule.family() == family
                && rule.table().equals(table)
                && rule.chain().equals(name);
    }

    /** As nft(8) names it: {@code inet filter forward}. */
    @Override
    public String toString() {
        return Ruleset.familyName(family) + " " + table + " " + name;
    }
}
