package nsx.dsl.verb.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.shape.Cells;
import nsx.dsl.shape.Rows;
import nsx.dsl.shape.Table;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code table([[name: 'a', mtu: 1500]])}: makes a table of maps or objects. */
public final class TableVerb extends Verb {
    private static final Parameter<Object> LIST =
            Parameter.required("rows", Reader.any(Type.LIST), "a list of maps, or of objects");

    public TableVerb() {
        super(Entry.listing("table", "a table of a list of maps or of objects", Theme.LANGUAGE)
                .takes(LIST)
                .example("of maps", "table([[name: 'a', mtu: 1500], [name: 'b', up: true]])")
                .example(
                        "of what a loop made",
                        "lo.up()\ntable(links().collect { [name: it.name, half: it.mtu / 2] }).sort('half')")
                .related("table.save", "show"));
    }

    @Override
    public Object run(Call call) {
        return of(call.get(LIST));
    }

    /** Makes a table of a list; an existing table is returned unchanged. */
    static Rows<?> of(Object value) {
        if (value instanceof Rows<?> rows) {
            return rows;
        }
        List<?> rows = list(value);
        Set<String> columns = new LinkedHashSet<>();
        for (Object row : rows) {
            List<String> names = row == null ? List.of() : Cells.names(row);
            if (names.isEmpty()) {
                throw new NsxException("table: " + (row == null ? "null" : row) + " is not a row")
                        .because("a row is a map, or an object with properties")
                        .at(row)
                        .hint("such as: table(list.collect { [value: it] })");
            }
            columns.addAll(names);
        }
        return Table.of(new ArrayList<>(columns), maps(rows, columns));
    }

    private static List<?> list(Object value) {
        if (value instanceof Collection<?> all) {
            return new ArrayList<>(all);
        }
        if (value instanceof Object[] array) {
            return Arrays.asList(array);
        }
        if (value instanceof Map<?, ?> map
                && !map.isEmpty()
                && map.values().stream().allMatch(Map.class::isInstance)) {
            return new ArrayList<>(map.values());
        }
        return List.of(value);
    }

    /** Converts rows to maps unless they are of one class, because no single class has all columns. */
    private static List<?> maps(List<?> rows, Set<String> columns) {
        boolean alike = rows.stream().map(Object::getClass).distinct().count() < 2;
        if (alike || rows.stream().allMatch(Map.class::isInstance)) {
            return rows;
        }
        return rows.stream().map(row -> asMap(row, columns)).toList();
    }

    private static Map<String, Object> asMap(Object row, Set<String> columns) {
        Map<String, Object> cells = new LinkedHashMap<>();
        List<String> own = Cells.names(row);
        columns.forEach(column -> cells.put(column, own.contains(column) ? Cells.get(row, column) : null));
        return cells;
    }
}
