package nsx.nft;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nsx.netlink.Connection;
import nsx.netlink.Request;

/**
 * The content of one of nsx's tables in the kernel. Tables of other programs are separate and not touched.
 *
 * @param which the table
 * @param exists whether the table exists
 * @param chains the chains of nsx in the table
 * @param rules the rules in the kernel's order, chain by chain; some of them where no others matter
 */
public record OwnTableState(OwnTable which, boolean exists, Set<OwnChain> chains, List<NftRule> rules) {
    public OwnTableState {
        chains = Set.copyOf(chains);
        rules = List.copyOf(rules);
    }

    /** The state of a missing table. */
    public static OwnTableState none(OwnTable which) {
        return new OwnTableState(which, false, Set.of(), List.of());
    }

    /** Reads the table; needs CAP_NET_ADMIN, as all of nftables does. */
    public static OwnTableState read(Connection connection, OwnTable which) {
        OwnTableState bare = bare(connection, which);
        return bare.exists
                ? bare.with(connection.dump(rules(which)).decode(NftRule::decode).stream()
                        .filter(rule -> rule.table().equals(which.text()))
                        .toList())
                : bare;
    }

    /** Reads the table with its chains, without rules. */
    public static OwnTableState bare(Connection connection, OwnTable which) {
        boolean exists = connection.dump(Nftables.tables()).decode(Nftables.NEW_TABLE::decode).stream()
                .anyMatch(table -> table.string("NFTA_TABLE_NAME").equals(which.text()));
        return exists ? new OwnTableState(which, true, chains(connection, which), List.of()) : none(which);
    }

    /** Requests the rules of a table; older kernels list those of all tables. */
    static Request rules(OwnTable which) {
        return Nftables.request("list rules of table inet " + which.text(), Nftables.GET_RULE, 0)
                .put("NFTA_RULE_TABLE", which.text());
    }

    /** The table with these rules. */
    public OwnTableState with(List<NftRule> some) {
        return new OwnTableState(which, exists, chains, some);
    }

    private static Set<OwnChain> chains(Connection connection, OwnTable which) {
        Request chains = Nftables.request("list chains", Nftables.GET_CHAIN, 0);
        Set<String> names = connection.dump(chains).decode(Nftables.NEW_CHAIN::decode).stream()
                .filter(chain -> chain.string("NFTA_CHAIN_TABLE").equals(which.text()))
                .map(chain -> chain.string("NFTA_CHAIN_NAME"))
                .collect(Collectors.toSet());
        return which.chains().stream()
                .filter(chain -> names.contains(chain.text()))
                .collect(Collectors.toSet());
    }

    /** The rules that do exactly this. */
    public List<NftRule> rulesOf(OwnRule own) {
        return rules.stream()
                .filter(rule -> which.meaning(rule).filter(own::equals).isPresent())
                .toList();
    }

    /** The rules that match the same packets with another result. */
    public List<NftRule> rivals(OwnRule own) {
        return rules.stream()
                .filter(rule -> which.meaning(rule)
                        .filter(other -> !other.equals(own) && other.rivals(own))
                        .isPresent())
                .toList();
    }

    /** The chains that lack this rule. */
    public List<OwnChain> missing(OwnRule own) {
        Set<String> there = rulesOf(own).stream().map(NftRule::chain).collect(Collectors.toSet());
        return own.chains().stream()
                .filter(chain -> !there.contains(chain.text()))
                .toList();
    }

    /** The chains of nsx that the table lacks. */
    public List<OwnChain> missingChains() {
        return which.chains().stream().filter(chain -> !chains.contains(chain)).toList();
    }

    /** Requests that restore deleted rules with their old counters, at their old places. */
    public List<Request> restore(List<Placed> them) {
        return Nftables.batch(them.stream()
                .map(one -> one.next().isPresent()
                        ? one.rule().restore(which.text(), one.next().getAsLong())
                        : one.rule().restore(which.text()))
                .toList());
    }

    /** The equivalent command line of nft(8); for a foreign rule a comment with the names of its expressions. */
    public String restoreCommand(List<Placed> them) {
        return them.stream()
                .map(one -> (one.next().isPresent() ? "insert" : "add") + " rule inet " + which.text() + " "
                        + one.rule().chain() + " "
                        + (one.next().isPresent() ? "handle " + one.next().getAsLong() + " " : "")
                        + which.meaning(one.rule()).map(OwnRule::command).orElseGet(() -> "# " + names(one.rule())))
                .collect(Collectors.joining("; "));
    }

    private static String names(NftRule rule) {
        return rule.expressions().stream().map(Expression::name).collect(Collectors.joining(" "));
    }

    public List<Request> delete(List<NftRule> them) {
        return Nftables.batch(
                them.stream().map(rule -> rule.delete(which.text())).toList());
    }

    public String deleteCommand(List<NftRule> them) {
        return them.stream()
                .map(rule -> "delete rule inet " + which.text() + " " + rule.chain() + " handle " + rule.handle())
                .collect(Collectors.joining("; "));
    }
}
