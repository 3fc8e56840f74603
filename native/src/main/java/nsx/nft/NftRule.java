package nsx.nft;

import java.util.List;
import java.util.Optional;
import nsx.netlink.Attributes;
import nsx.netlink.Flags;
import nsx.netlink.Message;
import nsx.netlink.Request;

/** A rule in the form in which the kernel reports it. */
public record NftRule(Attributes body) {
    /** Reads NFT_MSG_NEWRULE. */
    public static NftRule decode(Message message) {
        return new NftRule(Nftables.NEW_RULE.decode(message));
    }

    /** The number of the table's family: 1 inet, 2 ip, 7 bridge, 10 ip6. */
    public int family() {
        return body.header().integer("nfgen_family");
    }

    public String table() {
        return body.string("NFTA_RULE_TABLE");
    }

    public String chain() {
        return body.string("NFTA_RULE_CHAIN");
    }

    /** The handle, which identifies the rule in its table and never changes. */
    public long handle() {
        return body.number("NFTA_RULE_HANDLE");
    }

    public List<Expression> expressions() {
        return Expression.decode(body.nested("NFTA_RULE_EXPRESSIONS"));
    }

    /** The expressions, undecoded. */
    List<Attributes> elements() {
        return body.nested("NFTA_RULE_EXPRESSIONS").all("NFTA_LIST_ELEM").stream()
                .filter(Attributes.class::isInstance)
                .map(Attributes.class::cast)
                .toList();
    }

    /** Whether the rule has a counter. */
    public boolean counts() {
        return expressions().stream().anyMatch(Expression.Counter.class::isInstance);
    }

    /** The chain that the rule jumps to; empty for none, and if a map determines the chain. */
    public String leadsTo() {
        return elements().stream()
                .filter(e -> e.string("NFTA_EXPR_NAME", "").equals("immediate"))
                .map(e ->
                        e.nested("NFTA_EXPR_DATA").nested("NFTA_IMMEDIATE_DATA").nested("NFTA_DATA_VERDICT"))
                .map(verdict -> verdict.string("NFTA_VERDICT_CHAIN", ""))
                .filter(chain -> !chain.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The comment of the rule; empty without one. */
    public Optional<String> comment() {
        return UserData.of(body, "NFTA_RULE_USERDATA").text(UserData.COMMENT);
    }

    /** The sum of the rule's counters. */
    public Expression.Counter counted() {
        return expressions().stream()
                .filter(Expression.Counter.class::isInstance)
                .map(Expression.Counter.class::cast)
                .reduce(
                        Expression.Counter.ZERO,
                        (a, b) -> new Expression.Counter(a.packets() + b.packets(), a.bytes() + b.bytes()));
    }

    /** A request for the rule as it is now; ENOENT when it is gone. */
    public Request get() {
        return Nftables.request("find rule inet " + table() + " " + chain(), Nftables.GET_RULE, 0)
                .put("NFTA_RULE_TABLE", table())
                .put("NFTA_RULE_CHAIN", chain())
                .put("NFTA_RULE_HANDLE", handle());
    }

    /** A request that adds a rule at the end of its chain. */
    static Request create(String table, String chain, Attributes expressions) {
        return create(table, chain, expressions, Flags.CREATE | Flags.APPEND);
    }

    private static Request create(String table, String chain, Attributes expressions, int flags) {
        Request rule = Nftables.request("add rule inet " + table + " " + chain, Nftables.NEW_RULE, flags)
                .put("NFTA_RULE_TABLE", table)
                .put("NFTA_RULE_CHAIN", chain);
        return rule.put("NFTA_RULE_EXPRESSIONS", expressions);
    }

    /** A request that adds this rule again with its comment and counts; it gets another handle. */
    Request restore(String table) {
        return create(table, chain(), Expression.encode(expressions()))
                .put("NFTA_RULE_USERDATA", body.value("NFTA_RULE_USERDATA"));
    }

    /** A request that adds this rule again, before the rule with this handle. */
    Request restore(String table, long before) {
        return create(table, chain(), Expression.encode(expressions()), Flags.CREATE)
                .put("NFTA_RULE_POSITION", before)
                .put("NFTA_RULE_USERDATA", body.value("NFTA_RULE_USERDATA"));
    }

    Request delete(String table) {
        return Nftables.request("delete rule inet " + table + " " + chain(), Nftables.DELETE_RULE, 0)
                .put("NFTA_RULE_TABLE", table)
                .put("NFTA_RULE_CHAIN", chain())
                .put("NFTA_RULE_HANDLE", handle());
    }
}
