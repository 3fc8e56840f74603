package nsx.nft;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import nsx.netlink.Connection;
import nsx.netlink.Request;

/**
 * The kernel's handles of rules in one of nsx's tables. The kernel uses no handle twice, neither for a later table of
 * the same name nor for a later rule of the table.
 *
 * @param table the handle of the table
 * @param rules the handles of the rules
 */
public record RuleHandles(long table, Set<Long> rules) {
    public RuleHandles {
        rules = Set.copyOf(rules);
    }

    /**
     * The handles of the rules that a batch has just added, which are the newest among equal ones in their chains; empty if the batch
     * added none to a table of nsx.
     *
     * @param listed the rules of a table with a key
     */
    public static Optional<RuleHandles> addedBy(
            List<Request> batch, Connection connection, BiFunction<OwnTable, Object, List<NftRule>> listed) {
        Set<Long> added = new TreeSet<>();
        Optional<TableName> name = tableOf(batch);
        Optional<OwnTable> which = name.flatMap(RuleHandles::own);
        if (which.isEmpty()) {
            return Optional.empty();
        }
        batch.stream()
                .filter(request -> request.type().equals(Nftables.NEW_RULE))
                .map(request -> new NftRule(request.body()))
                .forEach(asked -> listed.apply(which.get(), OwnRuleListing.key(which.get(), asked)).stream()
                        .filter(rule -> rule.chain().equals(asked.chain()) && !added.contains(rule.handle()))
                        .mapToLong(NftRule::handle)
                        .max()
                        .ifPresent(added::add));
        OptionalLong handle = name.get().handle(connection);
        return handle.isEmpty() || added.isEmpty()
                ? Optional.empty()
                : Optional.of(new RuleHandles(handle.getAsLong(), added));
    }

    /** The table that a batch adds rules to; empty if it adds none. */
    public static Optional<TableName> tableOf(List<Request> batch) {
        return batch.stream()
                .filter(request -> request.type().equals(Nftables.NEW_RULE))
                .map(request -> new TableName(
                        request.body().header().integer("nfgen_family"),
                        request.body().string("NFTA_RULE_TABLE")))
                .findFirst();
    }

    /** The table of nsx with this name; empty for a table of another program. */
    public static Optional<OwnTable> own(TableName name) {
        return Arrays.stream(OwnTable.values())
                .filter(table -> table.text().equals(name.name()))
                .findFirst();
    }

    /** Parses a result of {@link #text}. */
    public static RuleHandles read(String text) {
        int colon = text.indexOf(':');
        Set<Long> rules = Arrays.stream(text.substring(colon + 1).split(","))
                .map(Long::valueOf)
                .collect(Collectors.toSet());
        return new RuleHandles(Long.parseLong(text.substring(0, colon)), rules);
    }

    /** Returns text such as {@code 3:7,8}. */
    public String text() {
        return table + ":" + new TreeSet<>(rules).stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** The rules among these that still exist. */
    public List<NftRule> find(Connection connection, TableName name) {
        boolean same = name.handle(connection).equals(OptionalLong.of(table));
        return own(name)
                .filter(own -> same)
                .map(own -> OwnTableState.read(connection, own).rules().stream()
                        .filter(rule -> rules.contains(rule.handle()))
                        .toList())
                .orElse(List.of());
    }
}
