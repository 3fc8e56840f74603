package nsx.xtables;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.filter.Match;
import nsx.filter.Packet;
import nsx.filter.Surroundings;
import nsx.filter.Truth;

/**
 * A rule of iptables.
 *
 * @param family the family of its table
 * @param number the position in the chain, from 1
 */
public record XtablesRule(
        TableFamily family, String table, String chain, int number, List<Condition> conditions, Target target) {
    Match match(Packet packet, Surroundings around) {
        Truth truth = target.understood() ? Truth.YES : Truth.UNKNOWN;
        for (Condition condition : conditions) {
            truth = truth.and(condition.truth(packet, around));
        }
        return new Match(truth, target.action(), target.effect());
    }

    /** Returns the text of iptables -S: {@code -A FORWARD -s 10.0.0.11/32 -j DROP}. */
    @Override
    public String toString() {
        return "-A " + ShellWords.quoted(chain) + " " + specification();
    }

    /** The shell line that creates the rule: {@code iptables-legacy -t mangle -A FORWARD -s 10.0.0.11/32 -j DROP}. */
    public String line() {
        return program(family, table) + " " + this;
    }

    /** The shell line that deletes the rule; by position if a part of the rule is not understood. */
    public String deletion() {
        String what = specification();
        return program(family, table) + " -D " + ShellWords.quoted(chain) + " " + (what.contains("…") ? number : what);
    }

    /** Returns {@code iptables-legacy -t nat}. */
    static String program(TableFamily family, String table) {
        return family.command() + (table.equals("filter") ? "" : " -t " + ShellWords.quoted(table));
    }

    private String specification() {
        return Stream.concat(conditions.stream().map(Condition::text), Stream.of(target.text()))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
