package nsx.xtables;

import java.util.List;

/**
 * A chain of a table.
 *
 * @param builtIn whether it is at a hook; other chains are reached only through rules
 * @param dropping whether the policy drops packets that reach the end
 */
public record Chain(
        TableFamily family, String table, String name, boolean builtIn, boolean dropping, List<XtablesRule> rules) {
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
