package nsx.xtables;

import java.util.List;

/**
 * A chain of a table.
 *
 * @param builtIn whether it is at a hook; other chains are reached only through rules
 * @param dropping whether the policy drops packets that reach the end
 * @param counters what reached the end
 */
public record Chain(
        TableFamily family,
        String table,
        String name,
        boolean builtIn,
        boolean dropping,
        Counters counters,
        List<XtablesRule> rules) {
    /** Returns the chain with other rules. */
    public Chain with(List<XtablesRule> others) {
        return new Chain(family, table, name, builtIn, dropping, counters, List.copyOf(others));
    }

    /** Returns the chain with a policy that accepts. */
    Chain accepting() {
        return new Chain(family, table, name, builtIn, false, counters, rules);
    }

    /** The place of the chain at its hook: enum nf_ip_hook_priorities. */
    public int priority() {
        return switch (table) {
            case "raw" -> -300;
            case "mangle" -> -150;
            case "nat" -> name.equals("PREROUTING") || name.equals("OUTPUT") ? -100 : 100;
            case "security" -> 50;
            default -> 0;
        };
    }

    /** The type that nftables calls such a chain: filter, nat or route. */
    public String type() {
        return table.equals("nat") ? "nat" : table.equals("mangle") && name.equals("OUTPUT") ? "route" : "filter";
    }

    /** The policy in the words of iptables-legacy -S: {@code -P INPUT DROP}. */
    public String policy() {
        return "-P " + SavedWords.name(name) + (dropping ? " DROP" : " ACCEPT");
    }

    /** The shell line that makes the chain accept packets that reach its end. */
    public String opening() {
        return XtablesRule.program(family, table) + " -P " + name + " ACCEPT";
    }

    /** Returns text such as {@code INPUT of table filter}. */
    @Override
    public String toString() {
        return ShellWords.quoted(name) + " of table " + table;
    }
}
