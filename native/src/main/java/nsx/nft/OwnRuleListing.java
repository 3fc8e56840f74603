package nsx.nft;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nsx.netlink.Flags;
import nsx.netlink.Message;
import nsx.rtnl.Listing;

/**
 * The rules of one of nsx's tables: by what they match ({@link Key}), and by the rule that they follow ({@link After}). Counters change
 * without an event; {@link NftRule#get} reads those of one rule.
 */
public final class OwnRuleListing extends Listing<NftRule> {
    /** NFNLGRP_NFTABLES. */
    private static final int GROUP = 7;

    private static final Map<OwnTable, Kind<NftRule>> KINDS = new EnumMap<>(OwnTable.class);

    static {
        for (OwnTable which : OwnTable.values()) {
            KINDS.put(
                    which,
                    new Kind<>(
                            "rules of " + which.text(),
                            () -> new OwnRuleListing(which),
                            List.of(OwnTableState.rules(which)),
                            List.of(GROUP),
                            List.of()));
        }
    }

    /**
     * The key of rules that match the same packets.
     *
     * @param matched {@link OwnRule#matched}
     */
    public record Key(OwnTable table, Object matched) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && table == that.table && matched.equals(that.matched);
        }

        @Override
        public int hashCode() {
            return Objects.hash(table, matched);
        }
    }

    /** The key of the later rules of a chain. */
    public record After(OwnTable table, String chain, long handle) {
        @Override
        public boolean equals(Object other) {
            return other instanceof After that
                    && table == that.table
                    && handle == that.handle
                    && chain.equals(that.chain);
        }

        @Override
        public int hashCode() {
            return Objects.hash(table, chain, handle);
        }
    }

    private final OwnTable which;
    private final Map<String, List<NftRule>> chains = new HashMap<>();

    private OwnRuleListing(OwnTable which) {
        this.which = which;
    }

    /** The list of the rules of a table. */
    public static Kind<NftRule> of(OwnTable which) {
        return KINDS.get(which);
    }

    @Override
    protected NftRule decode(Message message) {
        return NftRule.decode(message);
    }

    @Override
    protected boolean belongs(NftRule rule) {
        return rule.family() == Nftables.INET && rule.table().equals(which.text());
    }

    /** What a rule matches; a rule that is not one of nsx stands for itself. */
    @Override
    protected Object key(NftRule rule) {
        return which.meaning(rule)
                .<Object>map(own -> new Key(which, own.matched()))
                .orElse(rule.handle());
    }

    @Override
    protected void noted(NftRule rule) {
        chain(rule).add(rule);
    }

    private List<NftRule> chain(NftRule rule) {
        return chains.computeIfAbsent(rule.chain(), name -> new ArrayList<>());
    }

    @Override
    public List<NftRule> at(Object key) {
        if (!(key instanceof After after)) {
            return super.at(key);
        }
        List<NftRule> all = chains.getOrDefault(after.chain, List.of());
        int at = at(all, after.handle);
        return at < 0 ? List.of() : List.copyOf(all.subList(at + 1, all.size()));
    }

    /** The place of a rule; searched from the end, where rules are added. */
    private static int at(List<NftRule> rules, long handle) {
        int at = rules.size() - 1;
        while (at >= 0 && rules.get(at).handle() != handle) {
            at--;
        }
        return at;
    }

    @Override
    public boolean apply(Message event) {
        if (event.type() == Nftables.NEW_RULE.number()) {
            NftRule rule = decode(event);
            return !belongs(rule) || added(rule, event.has(Flags.APPEND));
        }
        if (event.type() == Nftables.DELETE_RULE.number()) {
            NftRule rule = decode(event);
            return !belongs(rule) || gone(rule);
        }
        return true;
    }

    /**
     * Adds a rule: behind the one whose handle its event has as position, else at the end of its chain, or at the front
     * (nf_tables_api.c, nf_tables_rule_notify).
     */
    private boolean added(NftRule rule, boolean appended) {
        List<NftRule> all = chain(rule);
        long before = rule.body().number("NFTA_RULE_POSITION", 0);
        int at = before != 0 ? at(all, before) + 1 : appended ? all.size() : 0;
        List<NftRule> same = same(rule);
        boolean isUnknown = before != 0 && at == 0;
        // the order among equal ones is known for the last rule only
        if (isUnknown || at < all.size() && !same.isEmpty()) {
            return false;
        }
        all.add(at, rule);
        same.add(rule);
        return true;
    }

    /** Removes a rule; the event of newer kernels has little more than its handle. */
    private boolean gone(NftRule rule) {
        List<NftRule> all = chain(rule);
        int at = at(all, rule.handle());
        return at >= 0 && remove(all.remove(at));
    }
}
