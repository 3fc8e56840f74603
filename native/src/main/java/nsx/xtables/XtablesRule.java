package nsx.xtables;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.filter.Action;
import nsx.filter.Match;
import nsx.filter.Packet;
import nsx.filter.Surroundings;
import nsx.filter.Truth;

/**
 * A rule of iptables.
 *
 * @param family the family of its table
 * @param number the position in the chain, from 1
 * @param counters what matched it
 */
public record XtablesRule(
        TableFamily family,
        String table,
        String chain,
        int number,
        List<Condition> conditions,
        Target target,
        Counters counters) {
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
        return "-A " + SavedWords.name(chain) + specification();
    }

    /** The shell line that creates the rule: {@code iptables-legacy -t mangle -A FORWARD -s 10.0.0.11/32 -j DROP}. */
    public String line() {
        return program(family, table) + " " + SavedWords.forShell(toString());
    }

    /** The shell line that deletes the rule; by position if a part of the rule is not understood. */
    public String deletion() {
        String what = specification();
        String rule = isWhole() ? SavedWords.forShell(what.strip()) : "" + number;
        return program(family, table) + " -D " + ShellWords.quoted(chain) + " " + rule;
    }

    /** Returns {@code iptables-legacy -t nat}. */
    static String program(TableFamily family, String table) {
        return family.command() + (table.equals("filter") ? "" : " -t " + ShellWords.quoted(table));
    }

    /** Whether the text is the whole rule; three dots replace parts that nsx cannot write. */
    public boolean isWhole() {
        return Stream.concat(conditions.stream().map(Condition::text), Stream.of(target.text()))
                .noneMatch(text -> text.endsWith("…"));
    }

    /** The chain that the rule jumps or goes to; empty for another target. */
    public String leadsTo() {
        return target.action().map(Action::chain).orElse("");
    }

    /** The text of its match {@code comment}. */
    public Optional<String> comment() {
        String option = "-m comment --comment ";
        return conditions.stream()
                .map(Condition::text)
                .filter(text -> text.startsWith(option))
                .map(text -> SavedWords.plain(text.substring(option.length())))
                .findFirst();
    }

    private String specification() {
        return Stream.concat(conditions.stream().map(Condition::text), Stream.of(target.text()))
                .filter(text -> !text.isEmpty())
                .map(text -> " " + text)
                .collect(Collectors.joining());
    }
}
