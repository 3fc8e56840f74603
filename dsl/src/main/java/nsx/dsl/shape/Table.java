package nsx.dsl.shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows of one kind and the properties of theirs that are shown. Whatever works on a list works on it. */
public final class Table<T> extends Rows<T> {
    private final Class<?> type;
    private final List<String> columns;
    private final List<T> rows;
    private final List<String> notes;
    private final boolean selected;

    private Table(Class<?> type, List<String> columns, List<T> rows, List<String> notes, boolean selected) {
        this.type = type;
        this.columns = columns;
        this.rows = rows;
        this.notes = notes;
        this.selected = selected;
    }

    /** @param columns names of properties of the rows, in the order in which they are shown */
    public static <T> Table<T> of(List<String> columns, List<? extends T> rows) {
        return of(columns, rows, List.of());
    }

    /** @param notes what the rows do not tell: see {@link #notes()} */
    public static <T> Table<T> of(List<String> columns, List<? extends T> rows, List<String> notes) {
        return of(null, columns, rows, notes);
    }

    /** @param type the class of the rows, also when there are none; null where it is not known */
    public static <T> Table<T> of(Class<?> type, List<String> columns, List<? extends T> rows) {
        return of(type, columns, rows, List.of());
    }

    /**
     * @param type the class of the rows, also when there are none; null where it is not known
     * @param notes what the rows do not tell: see {@link #notes()}
     */
    public static <T> Table<T> of(Class<?> type, List<String> columns, List<? extends T> rows, List<String> notes) {
        List<T> kept = Collections.unmodifiableList(new ArrayList<>(rows));
        return new Table<>(type, List.copyOf(columns), kept, List.copyOf(notes), false);
    }

    Table<T> selected(boolean all) {
        return all == selected ? this : new Table<>(type, columns, rows, notes, all);
    }

    @Override
    boolean isSelected() {
        return selected;
    }

    @Override
    protected Class<?> type() {
        return type == null ? super.type() : type;
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    /** The notes, as a property for scripts: {@code namespaces().notes}. */
    public List<String> getNotes() {
        return notes;
    }

    @Override
    public List<String> shown() {
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
