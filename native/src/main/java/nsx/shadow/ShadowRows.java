package nsx.shadow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import nsx.netlink.Attributes;

/** Rows in order. Those with a key are found without a look at the others, and a row is added or removed without moving them. */
final class ShadowRows {
    /** A place in the order. */
    static final class Row {
        private Attributes is;
        private List<Object> keys;
        private Row before;
        private Row after;

        Attributes is() {
            return is;
        }
    }

    private final Function<Attributes, List<Object>> keysOf;
    private final Map<Object, Set<Row>> found = new HashMap<>();
    private final Row ends = new Row();

    /** @param keysOf the keys by which a row is found; it may have each key once */
    ShadowRows(Function<Attributes, List<Object>> keysOf) {
        this.keysOf = keysOf;
        ends.before = ends;
        ends.after = ends;
    }

    /** All rows in order. */
    List<Attributes> all() {
        List<Attributes> all = new ArrayList<>();
        for (Row row = ends.after; row != ends; row = row.after) {
            all.add(row.is);
        }
        return all;
    }

    /** The rows with this key; those with the same first key in order. */
    List<Row> at(Object key) {
        Set<Row> there = found.get(key);
        return there == null ? List.of() : List.copyOf(there);
    }

    /** The first row with this key, which must exist. */
    Row first(Object key) {
        return found.get(key).iterator().next();
    }

    /** The rows from this one on, in order. */
    Stream<Row> from(Row first) {
        return Stream.iterate(first, row -> row != ends, row -> row.after);
    }

    /** The rows with this key, not copied: for a few of them before the next change. */
    Stream<Row> some(Object key) {
        return found.getOrDefault(key, Set.of()).stream();
    }

    /** The number of rows with this key. */
    int count(Object key) {
        Set<Row> there = found.get(key);
        return there == null ? 0 : there.size();
    }

    void add(Attributes is) {
        insert(is, ends);
    }

    /** Adds a row in front of another. */
    void addBefore(Attributes is, Row next) {
        Row row = insert(is, next);
        row.keys.stream().filter(next.keys::contains).forEach(key -> order(found.get(key), row, next));
    }

    /** Moves the last row in front of another. */
    private static void order(Set<Row> there, Row row, Row next) {
        List<Row> all = new ArrayList<>(there);
        for (Row later : all.subList(all.indexOf(next), all.indexOf(row))) {
            there.remove(later);
            there.add(later);
        }
    }

    /** Adds a row behind another. */
    void addAfter(Attributes is, Row previous) {
        if (previous.after == ends) {
            add(is);
        } else {
            addBefore(is, previous.after);
        }
    }

    private Row insert(Attributes is, Row next) {
        Row row = new Row();
        row.before = next.before;
        row.after = next;
        row.before.after = row;
        next.before = row;
        enter(row, is, keysOf.apply(is));
        return row;
    }

    private void enter(Row row, Attributes is, List<Object> keys) {
        row.is = is;
        row.keys = keys;
        row.keys.forEach(
                key -> found.computeIfAbsent(key, k -> new LinkedHashSet<>(2)).add(row));
    }

    private void leave(Row row) {
        for (Object key : row.keys) {
            Set<Row> there = found.get(key);
            there.remove(row);
            if (there.isEmpty()) {
                found.remove(key);
            }
        }
    }

    /** Replaces a row by another in the same place. */
    void set(Row row, Attributes is) {
        List<Object> keys = keysOf.apply(is);
        if (keys.equals(row.keys)) {
            row.is = is;
        } else {
            leave(row);
            enter(row, is, keys);
        }
    }

    void remove(Row row) {
        leave(row);
        row.before.after = row.after;
        row.after.before = row.before;
    }
}
