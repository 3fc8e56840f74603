package nsx.nft;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nsx.netlink.Flags;
import nsx.netlink.Message;
import nsx.rtnl.Listing;

/**
 * The rules of one of nsx's tables: by what they match ({@link Key}), the first ones ({@link First}), and by the rule that they follow
 * ({@link After}). Counters change without an event; {@link NftRule#get} reads those of one rule.
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
     * @param matched {@link OwnRule#matched}; the expressions of a rule that is not one of nsx
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

    /** The key of the next rules of a chain, of which there are at most this many. */
    public record After(OwnTable table, String chain, long handle, int most) {
        @Override
        public boolean equals(Object other) {
            return other instanceof After that
                    && table == that.table
                    && handle == that.handle
                    && most == that.most
                    && chain.equals(that.chain);
        }

        @Override
        public int hashCode() {
            return Objects.hash(table, chain, handle, most);
        }
    }

    /** The key of some rules of a table, at most this many. */
    public record First(OwnTable table, int most) {
        @Override
        public boolean equals(Object other) {
            return other instanceof First that && table == that.table && most == that.most;
        }

        @Override
        public int hashCode() {
            return Objects.hash(table, most);
        }
    }

    private final OwnTable which;
    private final Map<String, ChainOrder> chains = new HashMap<>();

    private OwnRuleListing(OwnTable which) {
        this.which = which;
    }

    /** The list of the rules of a table. */
    public static Kind<NftRule> of(OwnTable which) {
        return KINDS.get(which);
    }

    /** The key of the rules that match the same packets as this one. */
    public static Key key(OwnTable which, NftRule rule) {
        return new Key(which, which.meaning(rule).map(OwnRule::matched).orElseGet(() -> OwnRule.uncounted(rule)));
    }

    @Override
    protected NftRule decode(Message message) {
        return NftRule.decode(message);
    }

    @Override
    protected boolean belongs(NftRule rule) {
        return rule.family() == Nftables.INET && rule.table().equals(which.text());
    }

    @Override
    protected Object key(NftRule rule) {
        return key(which, rule);
    }

    @Override
    protected void noted(NftRule rule) {
        chain(rule.chain()).append(rule);
    }

    private ChainOrder chain(String name) {
        return chains.computeIfAbsent(name, n -> new ChainOrder());
    }

    @Override
    public List<NftRule> at(Object key) {
        if (key instanceof After after) {
            return chain(after.chain).after(after.handle, after.most);
        }
        if (key instanceof First first) {
            return chains.values().stream()
                    .flatMap(chain -> chain.first(first.most).stream())
                    .limit(first.most)
                    .toList();
        }
        return super.at(key);
    }

    @Override
    public boolean apply(Message event) {
        if (event.type() == Nftables.NEW_RULE.number()) {
            NftRule rule = decode(event);
            return !belongs(rule) || added(rule, event.has(Flags.APPEND));
        }
        if (event.type() == Nftables.DELETE_RULE.number()) {
            NftRule rule = decode(event);
            return !belongs(rule)
                    || chain(rule.chain())
                            .remove(rule.handle())
                            .filter(this::remove)
                            .isPresent();
        }
        return true;
    }

    /**
     * Adds a rule: behind the one whose handle its event has as position, else at the end of its chain, or at the front
     * (nf_tables_api.c, nf_tables_rule_notify).
     */
    private boolean added(NftRule rule, boolean appended) {
        ChainOrder all = chain(rule.chain());
        long before = rule.body().number("NFTA_RULE_POSITION", 0);
        List<NftRule> same = same(rule);
        boolean isUnknown = before != 0 && !all.has(before);
        boolean isLast = before == 0 ? appended || all.isEmpty() : all.isLast(before);
        // the order among equal ones is known for the last rule only
        if (isUnknown || !isLast && !same.isEmpty()) {
            return false;
        }
        if (isLast) {
            all.append(rule);
        } else {
            all.insertAfter(before, rule);
        }
        same.add(rule);
        return true;
    }
}
