package nsx.dsl.value.firewall;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import nsx.dsl.shape.Composed;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Holds;
import nsx.dsl.shape.Holds.Content;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Table;
import nsx.nft.Ruleset;
import nsx.xtables.Tables;

/**
 * A rule of any program, or the policy of a chain at a hook, which decides on packets that no rule decides on. Rules of
 * iptables-nft are nftables rules; those of iptables-legacy are in tables of their own.
 */
public abstract class NftRow implements Facts, Composed {
    /** The columns of the rules' table. */
    public static final List<String> COLUMNS =
            List.of("table", "chain", "hook", "priority", "rule", "handle", "packets", "bytes", "by");

    /**
     * All rules, table by table, in the order in which packets meet the rules of a chain; those of iptables-legacy are
     * last.
     *
     * @param notes what is missing
     */
    public static Table<NftRow> all(Ruleset rules, Tables legacy, List<String> notes) {
        List<NftRow> rows = Stream.concat(NftablesRow.of(rules).stream(), LegacyRow.of(legacy).stream())
                .toList();
        return Table.of(NftRow.class, COLUMNS, rows, notes);
    }

    /** Family and name of the table: {@code ip filter}. */
    public abstract String getTable();

    /** The name of the chain. */
    public abstract String getChain();

    /** The hook by which packets enter the chain; null for a chain that only other rules jump to. */
    @OneOf({"prerouting", "input", "forward", "output", "postrouting", "ingress", "egress"})
    public abstract String getHook();

    /** The place of the chain among those of its hook, lowest first; null without a hook. */
    public abstract Integer getPriority();

    /** The type of the chain: filter, nat or route. */
    @OneOf({"filter", "nat", "route"})
    public abstract String getType();

    /** The device of an ingress or egress chain; null for other chains. */
    @Holds(Content.NAME)
    public abstract String getDevice();

    /**
     * The rule in the words of nft(8), or {@code policy accept}; a rule of iptables-legacy in the words of its -S, or
     * {@code -P INPUT ACCEPT}. Three dots replace the parts that nsx cannot write.
     */
    public abstract String getRule();

    /** Whether {@link #getRule} is the whole rule. */
    public abstract boolean isWhole();

    /** The number of the rule in its table of nftables; null for a policy and for iptables-legacy. */
    public abstract Long getHandle();

    /** Number of packets that matched the rule up to its counter; null without a counter. */
    public abstract Long getPackets();

    /** Total length of those packets, in bytes; null without a counter. */
    public abstract Long getBytes();

    /** The comment of the rule; null for none. */
    public abstract String getComment();

    /**
     * The program that made the rule, guessed from the names of its table, chain and target chain; otherwise {@code
     * unknown}, and for rules that are not of nftables the program that lists them: {@code iptables-legacy} or {@code
     * ip6tables-legacy}.
     */
    public abstract String getBy();

    /** The part of the kernel that has the rule, as {@code iptables --version} says it. */
    @OneOf({"nf_tables", "legacy"})
    public abstract String getBackend();

    /** A table by its name alone, in any family. */
    @Override
    public Collection<?> parts(String column) {
        return column.equals("table") ? List.of(getTable().substring(getTable().indexOf(' ') + 1)) : List.of();
    }

    @Override
    public List<String> facts() {
        return List.of(
                "table",
                "chain",
                "hook",
                "priority",
                "type",
                "device",
                "rule",
                "handle",
                "packets",
                "bytes",
                "comment",
                "by",
                "backend");
    }

    @Override
    public String toString() {
        return getTable() + " " + getChain() + " " + getRule();
    }
}
