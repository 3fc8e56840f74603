package nsx.dsl.value.network;

import groovy.lang.GroovyObjectSupport;
import groovy.lang.MissingPropertyException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nsx.dsl.change.Deletable;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Table;

/** An object whose facts come from its table: those that every one has by a getter, and the others by name where it has them. */
public abstract class Described extends GroovyObjectSupport implements Facts, Deletable {
    private final List<String> usual;
    private final Map<String, Object> described;

    /**
     * @param usual the facts with a getter
     * @param described the facts of its table, by name
     */
    Described(List<String> usual, Map<String, Object> described) {
        this.usual = usual;
        this.described = described;
    }

    /** A fact of the table; null where the object has none of that name. */
    public Object fact(String name) {
        return described.get(name);
    }

    @Override
    public List<String> facts() {
        Set<String> names = new LinkedHashSet<>(usual);
        names.addAll(described.keySet());
        return new ArrayList<>(names);
    }

    private Set<String> described() {
        return described.keySet();
    }

    /**
     * A table whose columns are the usual ones, and behind them what some row has beyond them, so that none hides what matters.
     *
     * @param hidden facts that are shown of a row alone
     */
    static <T extends Described> Table<T> table(List<String> usual, List<T> rows, Set<String> hidden) {
        Set<String> columns = new LinkedHashSet<>(usual);
        rows.forEach(row -> ((Described) row)
                .described().stream().filter(name -> !hidden.contains(name)).forEach(columns::add));
        return Table.of(new ArrayList<>(columns), rows);
    }

    /** A fact of the table that has no getter; null where others of its kind have one. */
    public Object propertyMissing(String name) {
        if (!described.containsKey(name) && !known().contains(name)) {
            throw new MissingPropertyException(name, getClass());
        }
        return described.get(name);
    }

    /** Names of all facts of the table. */
    protected abstract List<String> known();
}
