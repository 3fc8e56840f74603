package nsx.dsl.shape;

import groovy.lang.Closure;
import groovy.lang.IntRange;
import groovy.transform.stc.ClosureParams;
import groovy.transform.stc.FromString;
import java.io.File;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nsx.dsl.error.NsxException;
import org.codehaus.groovy.runtime.DefaultGroovyMethods;

/**
 * An immutable list of rows with columns. Groovy's list methods work on it, and a result with the same rows has the
 * same columns: see {@link RowsView}.
 */
public abstract class Rows<T> extends AbstractList<T> implements Columns {
    /** The class of the rows if known; null for maps and for no rows. */
    protected Class<?> type() {
        return isEmpty() || get(0) instanceof Map || get(0) == null ? null : get(0).getClass();
    }

    /** A table of these rows with the columns of this table. */
    protected Table<T> keeping(List<? extends T> rows) {
        return Table.<T>of(type(), shown(), rows, notes()).selected(isSelected());
    }

    /** Converts the result of a list method: a list of rows becomes a table with the columns of this table. */
    Object kept(Object result) {
        if (result instanceof Map<?, ?> map) {
            Map<Object, Object> all = new LinkedHashMap<>();
            map.forEach((key, value) -> all.put(key, kept(value)));
            return all;
        }
        if (!(result instanceof Collection<?> list) || result instanceof Rows) {
            return result;
        }
        boolean lists = !list.isEmpty() && list.stream().allMatch(Collection.class::isInstance);
        return lists ? list.stream().map(this::kept).toList() : table(list);
    }

    @SuppressWarnings("unchecked")
    private Object table(Collection<?> list) {
        Class<?> type = type();
        boolean alike = list.stream().allMatch(row -> type == null ? row instanceof Map : type.isInstance(row));
        return alike || list.isEmpty() ? keeping(new ArrayList<>((Collection<T>) list)) : list;
    }

    /** The assignment of a property in a script, which a table refuses: it is what was read. */
    protected void assign(String property, Object value) {
        throw new NsxException("cannot set " + property + " of a table")
                .because("a property belongs to a row")
                .at(property)
                .hint("set it for each row: each { it." + property + " = … }");
    }

    private List<T> copy() {
        return new ArrayList<>(this);
    }

    /** The rows for which the block is true. */
    public Table<T> findAll(@ClosureParams(value = FromString.class, options = "T") Closure<?> block) {
        return keeping(DefaultGroovyMethods.findAll(copy(), block));
    }

    /** The first rows. */
    public Table<T> take(int count) {
        return keeping(DefaultGroovyMethods.take(copy(), count));
    }

    /** All rows but the first ones. */
    public Table<T> drop(int count) {
        return keeping(DefaultGroovyMethods.drop(copy(), count));
    }

    /** The rows in the opposite order. */
    public Table<T> reverse() {
        return keeping(DefaultGroovyMethods.reverse(copy()));
    }

    /** The rows in reverse order, by the name that Java has from version 21 on. */
    public Table<T> reversed() {
        return reverse();
    }

    /** The rows sorted by the block's value for a row, or by its comparison of two rows. */
    public Table<T> sort(
            @ClosureParams(
                            value = FromString.class,
                            options = {"T", "T,T"})
                    Closure<?> block) {
        return keeping(DefaultGroovyMethods.sort(copy(), false, block));
    }

    /** The rows sorted by name, or otherwise by the first column, in natural order. */
    public Table<T> sort() {
        return sort(usual().toArray(String[]::new));
    }

    /** The rows sorted by these columns, in natural order. */
    public Table<T> sort(String... columns) {
        List<String> by = List.of(columns);
        by.forEach(column -> new Where<>(this).check(column));
        Comparator<T> order = (a, b) -> 0;
        for (String column : by) {
            order = order.thenComparing(row -> Cells.get(row, column), Natural.CELL);
        }
        List<T> rows = copy();
        rows.sort(order);
        return keeping(rows);
    }

    private List<String> usual() {
        return shown().contains("name") ? List.of("name") : shown().subList(0, Math.min(1, shown().size()));
    }

    /** The rows without those whose block value equals that of an earlier row. */
    public Table<T> unique(
            @ClosureParams(
                            value = FromString.class,
                            options = {"T", "T,T"})
                    Closure<?> block) {
        return keeping(DefaultGroovyMethods.unique(copy(), false, block));
    }

    /** The rows without those that equal an earlier one. */
    public Table<T> unique() {
        return keeping(DefaultGroovyMethods.unique(copy(), false));
    }

    /** The rows without those whose cells in these columns equal those of an earlier row. */
    public Table<T> unique(String... columns) {
        Arrays.stream(columns).forEach(column -> new Where<>(this).check(column));
        Set<List<Object>> seen = new LinkedHashSet<>();
        return keeping(copy().stream()
                .filter(row -> seen.add(Arrays.stream(columns)
                        .map(column -> Cells.get(row, column))
                        .toList()))
                .toList());
    }

    /** The rows in a range: {@code t[0..2]}. */
    public Table<T> getAt(IntRange range) {
        return keeping(DefaultGroovyMethods.getAt(copy(), range));
    }

    /**
     * The rows whose cells are equal to, in, or matched by the wanted values: {@code where(kind: ['veth', 'bridge'],
     * mtu: 1000..1500)}.
     */
    public Table<T> where(Map<String, ?> wanted) {
        return keeping(new Where<>(this).rows(wanted));
    }

    /** The rows for which a block is true, as in {@code findAll}. */
    public Table<T> where(@ClosureParams(value = FromString.class, options = "T") Closure<?> block) {
        return findAll(block);
    }

    /** A table with these columns. */
    public Table<T> select(Collection<?> columns) {
        return select(columns.stream().map(String::valueOf).toArray(String[]::new));
    }

    /** A table with these columns. */
    public Table<T> select(String... columns) {
        if (columns.length == 0) {
            throw new NsxException("select: columns are missing").hint("its columns: " + String.join(", ", columns()));
        }
        Arrays.stream(columns).forEach(column -> new Where<>(this).check(column));
        return Table.<T>of(type(), List.of(columns), this, notes()).selected(true);
    }

    /** A table with these columns and computed ones: {@code select('name', half: { it.mtu / 2 })}. */
    public Table<Map<String, Object>> select(Map<String, ?> computed, String... columns) {
        Arrays.stream(columns).forEach(column -> new Where<>(this).check(column));
        Set<String> all = new LinkedHashSet<>(List.of(columns));
        all.addAll(computed.keySet());
        List<Map<String, Object>> rows = new ArrayList<>();
        for (T row : this) {
            Map<String, Object> cells = new LinkedHashMap<>();
            Arrays.stream(columns).forEach(column -> cells.put(column, Cells.get(row, column)));
            computed.forEach((name, how) -> cells.put(name, computed(row, how)));
            rows.add(cells);
        }
        return Table.<Map<String, Object>>of(null, List.copyOf(all), rows, notes())
                .selected(true);
    }

    private Object computed(T row, Object how) {
        if (how instanceof Closure<?> block) {
            Closure<?> copy = (Closure<?>) block.clone();
            return copy.call(row);
        }
        new Where<>(this).check(String.valueOf(how));
        return Cells.get(row, String.valueOf(how));
    }

    /** Whether the table consists of the shown columns only, as after {@code select}. */
    boolean isSelected() {
        return false;
    }

    /** The names of all columns, including those that are not shown; after {@code select}, only the selected ones. */
    public List<String> columns() {
        return isSelected() ? shown() : all();
    }

    /** The names of all columns that the rows have, shown or not. */
    List<String> all() {
        Set<String> names = new LinkedHashSet<>(shown());
        forEach(row -> names.addAll(Cells.names(row)));
        return List.copyOf(names);
    }

    /** This table with all its columns shown. */
    public Table<T> wide() {
        return Table.of(type(), all(), this, notes());
    }

    /**
     * Removes all rows from the kernel: neighbours, forwarding entries, routes, rules or addresses. It is not an error
     * if a row has disappeared meanwhile.
     */
    public void flush() {
        List<Flushable> rows = stream()
                .filter(Flushable.class::isInstance)
                .map(Flushable.class::cast)
                .toList();
        if (rows.size() < size()) {
            throw new NsxException("the rows of this table cannot be flushed")
                    .hint("neighbours(), fdb(), routes(), rules(), addresses() and what is selected from them can");
        }
        if (!rows.isEmpty()) {
            rows.get(0).flush(rows);
        }
    }

    /** The table as the prompt prints it, uncut. */
    public String text() {
        return Rendering.here().text(this);
    }

    /** The table as comma-separated values (RFC 4180), with the column names in the first line. */
    public String csv() {
        return Rendering.here().csv(this);
    }

    /** The table as a JSON document: a list of objects. */
    public String json() {
        return Rendering.here().json(this);
    }

    /** The table as Markdown. */
    public String markdown() {
        return Rendering.here().markdown(this);
    }

    /** Writes the table to a file, in the format of the file name's extension: csv, json, md or txt. */
    public void save(Object file) {
        Outlet.here().save(this, file instanceof File || file instanceof Path ? file.toString() : file);
    }

    /**
     * Passes the text of the table to the standard input of a shell command, whose output is printed: {@code t |
     * 'grep veth'}.
     */
    public Object or(Object command) {
        return Piping.or(this, command);
    }

    @Override
    public void add(int index, T row) {
        throw immutable();
    }

    @Override
    public T set(int index, T row) {
        throw immutable();
    }

    @Override
    public T remove(int index) {
        throw immutable();
    }

    /** The error for a method that would change the table. */
    private static NsxException immutable() {
        return new NsxException("a table cannot be changed").hint("findAll, + and - return a new table");
    }

    @Override
    public String toString() {
        return text();
    }
}
