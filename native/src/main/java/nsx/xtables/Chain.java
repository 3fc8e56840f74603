package nsx.xtables;

import java.util.List;

/**
 * A chain of a table.
 *
 * @param builtIn whether packets come to it by themselves; to others only rules lead
 * @param dropping whether what comes to its end is dropped
 */
public record Chain(
        TableFamily family, String table, String name, boolean builtIn, boolean dropping, List<XtablesRule> rules) {
    /** The line for a shell that accepts packets which reach the end of the chain. */
    public String opening() {
        return XtablesRule.program(family, table) + " -P " + name + " ACCEPT";
    }

    /** As {@code -P} names it: {@code INPUT of table filter}. */
    @Override
    public String toString() {
        return ShellWords.quoted(name) + " of table " + table;
    }
}
