package nsx.nft;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nsx.netlink.Connection;
import nsx.netlink.Request;

/**
 * The table {@code inet nsx} in the kernel, the only one that nsx writes to. The tables of others are separate; nsx neither
 * reads nor changes their rules here.
 *
 * @param exists whether the table exists
 * @param chains the chains of nsx that it has
 * @param rules in the order the kernel has them, chain by chain
 */
public record NatTable(boolean exists, Set<Chain> chains, List<Rule> rules) {
    public static final String NAME = "nsx";

    public NatTable {
        chains = Set.copyOf(chains);
        rules = List.copyOf(rules);
    }

    /** Reads it; needs CAP_NET_ADMIN as everything of nftables does. */
    public static NatTable read(Connection connection) {
        Request tables = Nftables.tables();
        boolean exists = connection.dump(tables).decode(Nftables.NEW_TABLE::decode).stream()
                .anyMatch(table -> table.string("NFTA_TABLE_NAME").equals(NAME));
        if (!exists) {
            return new NatTable(false, Set.of(), List.of());
        }
        Request rules = Nftables.request("list rules of table inet " + NAME, Nftables.GET_RULE, 0)
                .put("NFTA_RULE_TABLE", NAME);
        return new NatTable(true, chains(connection), connection.dump(rules).decode(Rule::decode));
    }

    private static Set<Chain> chains(Connection connection) {
        Request chains = Nftables.request("list chains", Nftables.GET_CHAIN, 0);
        Set<String> names = connection.dump(chains).decode(Nftables.NEW_CHAIN::decode).stream()
                .filter(chain -> chain.string("NFTA_CHAIN_TABLE").equals(NAME))
                .map(chain -> chain.string("NFTA_CHAIN_NAME"))
                .collect(Collectors.toSet());
        Set<Chain> found = EnumSet.allOf(Chain.class);
        found.removeIf(chain -> !names.contains(chain.text()));
        return found;
    }

    /** The rules that do just this. */
    public List<Rule> rulesOf(Nat nat) {
        return rules.stream()
                .filter(rule -> Nat.of(rule).filter(nat::equals).isPresent())
                .toList();
    }

    /** The chains in which this is still to be said. */
    public List<Chain> missing(Nat nat) {
        Set<String> there = rulesOf(nat).stream().map(Rule::chain).collect(Collectors.toSet());
        return nat.chains().stream()
                .filter(chain -> !there.contains(chain.text()))
                .toList();
    }

    /** The chains that it lacks. */
    public List<Chain> missingChains() {
        return EnumSet.allOf(Chain.class).stream()
                .filter(chain -> !chains.contains(chain))
                .toList();
    }

    /** Makes the table and these chains of it where they are not. */
    public static List<Request> create(List<Chain> chains) {
        List<Request> requests = new ArrayList<>(List.of(Nftables.newTable(NAME)));
        chains.forEach(chain -> requests.add(chain.create(NAME)));
        return Nftables.batch(requests);
    }

    /** The equal command line of nft(8). */
    public static String createCommand(List<Chain> chains) {
        String table = "add table inet " + NAME;
        return chains.stream().map(chain -> "; " + chain.command(NAME)).collect(Collectors.joining("", table, ""));
    }

    /** Says this in these chains. */
    public static List<Request> add(Nat nat, List<Chain> chains) {
        return Nftables.batch(chains.stream()
                .map(chain -> Rule.create(NAME, chain.text(), Expression.encode(nat.expressions())))
                .toList());
    }

    public static String addCommand(Nat nat, List<Chain> chains) {
        return chains.stream()
                .map(chain -> "add rule inet " + NAME + " " + chain.text() + " " + nat.command())
                .collect(Collectors.joining("; "));
    }

    /** Adds rules again with their old counters. */
    public static List<Request> restore(List<Rule> rules) {
        return Nftables.batch(rules.stream().map(rule -> rule.restore(NAME)).toList());
    }

    /** The equal command line of nft(8); for a foreign rule a comment with the names of its expressions. */
    public static String restoreCommand(List<Rule> rules) {
        return rules.stream()
                .map(rule -> "add rule inet " + NAME + " " + rule.chain() + " "
                        + Nat.of(rule).map(Nat::command).orElseGet(() -> "# " + names(rule)))
                .collect(Collectors.joining("; "));
    }

    private static String names(Rule rule) {
        return rule.expressions().stream().map(Expression::name).collect(Collectors.joining(" "));
    }

    public static List<Request> delete(List<Rule> rules) {
        return Nftables.batch(rules.stream().map(rule -> rule.delete(NAME)).toList());
    }

    public static String deleteCommand(List<Rule> rules) {
        return rules.stream()
                .map(rule -> "delete rule inet " + NAME + " " + rule.chain() + " handle " + rule.handle())
                .collect(Collectors.joining("; "));
    }

    /** Deletes the table with its chains and rules. */
    public static List<Request> clear() {
        return Nftables.batch(List.of(Nftables.deleteTable(NAME)));
    }

    public static String clearCommand() {
        return "delete table inet " + NAME;
    }
}
