package nsx.dsl.value.firewall;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import nsx.dsl.shape.Composed;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Table;
import nsx.nft.Maker;
import nsx.nft.NftSet;
import nsx.nft.Ruleset;

/** A named set or map of nftables, of any program, at the time when it was read. */
public final class NftSetRow implements Facts, Composed {
    /** The columns of the sets' table. */
    public static final List<String> COLUMNS =
            List.of("table", "name", "kind", "type", "data", "flags", "size", "elements", "by");

    private final NftSet set;

    private NftSetRow(NftSet set) {
        this.set = set;
    }

    /** The sets and maps, table by table and by name. */
    public static Table<NftSetRow> all(List<NftSet> sets) {
        List<NftSetRow> rows = sets.stream()
                .map(NftSetRow::new)
                .sorted(Comparator.comparing(NftSetRow::getTable).thenComparing(NftSetRow::getName))
                .toList();
        return Table.of(NftSetRow.class, COLUMNS, rows);
    }

    /** Family and name of the table: {@code ip filter}. */
    public String getTable() {
        return Ruleset.familyName(set.family()) + " " + set.table();
    }

    /** The name of the set or map. */
    public String getName() {
        return set.name();
    }

    /** Whether it is a set, or a map, which has data for each key. */
    @OneOf({"set", "map"})
    public String getKind() {
        return set.isMap() ? "map" : "set";
    }

    /** The type of the keys in the words of nft(8): {@code ipv4_addr . inet_service}. */
    public String getType() {
        return set.type();
    }

    /** The type of a map's data: {@code verdict}, {@code inet_service}, {@code counter}, …; null for a set. */
    public String getData() {
        return set.data().orElse(null);
    }

    /** The flags, separated by commas: constant, interval, timeout, dynamic; null for none. */
    public String getFlags() {
        return set.flags().isEmpty() ? null : String.join(",", set.flags());
    }

    /** The number of elements. */
    public int getSize() {
        return set.elements().size();
    }

    /** The maximum number of elements; null for no limit. */
    public Long getLimit() {
        return set.limit() == 0 ? null : set.limit();
    }

    /** Time after which the kernel deletes an element that says no other time; null for never. */
    public Duration getTimeout() {
        return set.timeout() == 0 ? null : Duration.ofMillis(set.timeout());
    }

    /** The elements, as a table with the key, the data of a map, times, counters and comment of each. */
    public Table<NftElementRow> getElements() {
        return Table.of(
                NftElementRow.class,
                NftElementRow.COLUMNS,
                set.elements().stream().map(NftElementRow::new).toList());
    }

    /** The comment of the set; null for none. */
    public String getComment() {
        return set.comment().orElse(null);
    }

    /** The number of the set in its table; null on kernels that do not report it. */
    public Long getHandle() {
        return set.handle() == 0 ? null : set.handle();
    }

    /** The program that made the set, guessed from the names of its table and of itself; {@code unknown} otherwise. */
    public String getBy() {
        return Maker.of(set.table(), set.name(), "").orElse("unknown");
    }

    /** A table by its name alone, in any family. */
    @Override
    public Collection<?> parts(String column) {
        return column.equals("table") ? List.of(set.table()) : List.of();
    }

    @Override
    public List<String> facts() {
        return List.of(
                "table",
                "name",
                "kind",
                "type",
                "data",
                "flags",
                "size",
                "limit",
                "timeout",
                "elements",
                "comment",
                "handle",
                "by");
    }

    @Override
    public String toString() {
        return getKind() + " " + getTable() + " " + getName();
    }
}
