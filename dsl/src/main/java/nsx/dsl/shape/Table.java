package nsx.dsl.shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** Rows of one kind with their shown properties. List methods work on a table too. */
public final class Table<T> extends Rows<T> {
    private final Class<?> type;
    private final Supplier<List<String>> choice;
    private List<String> columns;
    private final List<T> rows;
    private final List<String> notes;
    private final boolean selected;

    private Table(Class<?> type, Supplier<List<String>> choice, List<T> rows, List<String> notes, boolean selected) {
        this.type = type;
        this.choice = choice;
        this.rows = rows;
        this.notes = notes;
        this.selected = selected;
    }

    /** @param columns the names of the rows' properties, in display order */
    public static <T> Table<T> of(List<String> columns, List<? extends T> rows) {
        return of(columns, rows, List.of());
    }

    /** @param notes sentences about missing rows: see {@link #notes()} */
    public static <T> Table<T> of(List<String> columns, List<? extends T> rows, List<String> notes) {
        return of(null, columns, rows, notes);
    }

    /** @param type the class of the rows, even without rows; null if unknown */
    public static <T> Table<T> of(Class<?> type, List<String> columns, List<? extends T> rows) {
        return of(type, columns, rows, List.of());
    }

    /**
     * @param type the class of the rows, even without rows; null if unknown
     * @param notes sentences about missing rows: see {@link #notes()}
     */
    public static <T> Table<T> of(Class<?> type, List<String> columns, List<? extends T> rows, List<String> notes) {
        List<T> kept = Collections.unmodifiableList(new ArrayList<>(rows));
        List<String> shown = List.copyOf(columns);
        return new Table<>(type, () -> shown, kept, List.copyOf(notes), false);
    }

    /** @param columns chooses the columns when they are first needed */
    public static <T> Table<T> showing(Supplier<List<String>> columns, List<? extends T> rows) {
        List<T> kept = Collections.unmodifiableList(new ArrayList<>(rows));
        return new Table<>(null, columns, kept, List.of(), false);
    }

    Table<T> selected(boolean all) {
        return all == selected ? this : new Table<>(type, choice, rows, notes, all);
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
        if (columns == null) {
            columns = List.copyOf(choice.get());
        }
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
