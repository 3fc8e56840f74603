package nsx.dsl.value;

import java.util.AbstractList;
import java.util.List;

/** Rows of one kind and the properties of theirs that are shown. Whatever works on a list works on it. */
public final class Table<T> extends AbstractList<T> implements Columns {
    private final List<String> columns;
    private final List<T> rows;

    private Table(List<String> columns, List<T> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /** @param columns names of properties of the rows, in the order in which they are shown */
    public static <T> Table<T> of(List<String> columns, List<? extends T> rows) {
        return new Table<>(List.copyOf(columns), List.copyOf(rows));
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public T get(int index) {
        return rows.get(index);
    }

    @Override
    public int size() {
        return rows.size();
    }
}
