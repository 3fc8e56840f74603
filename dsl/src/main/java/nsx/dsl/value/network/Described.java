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
import nsx.dsl.shape.OpenFacts;
import nsx.dsl.shape.Table;

/** An object whose facts come from a table: common facts have a getter, all others are properties. */
public abstract class Described extends GroovyObjectSupport implements Facts, OpenFacts, Deletable {
    private final List<String> usual;
    private Map<String, Object> described;

    /** @param usual the facts with a getter */
    Described(List<String> usual) {
        this.usual = usual;
    }

    /** Reads the facts of the table, by name; called when the first of them is needed. */
    protected abstract Map<String, Object> reading();

    private Map<String, Object> described() {
        if (described == null) {
            described = reading();
        }
        return described;
    }

    /** A fact of the table; null if the object lacks it. */
    @Override
    public Object fact(String name) {
        return described().get(name);
    }

    @Override
    public List<String> facts() {
        Set<String> names = new LinkedHashSet<>(usual);
        names.addAll(described().keySet());
        return new ArrayList<>(names);
    }

    /**
     * A table with the usual columns and, after them, a column for each further fact of any row.
     *
     * @param hidden the facts that are shown only for a single row
     */
    static <T extends Described> Table<T> table(List<String> usual, List<T> rows, Set<String> hidden) {
        return Table.showing(
                () -> {
                    Set<String> beyond = new LinkedHashSet<>();
                    for (Described row : rows) {
                        beyond.addAll(row.described().keySet());
                    }
                    beyond.removeAll(hidden);
                    Set<String> columns = new LinkedHashSet<>(usual);
                    columns.addAll(beyond);
                    return new ArrayList<>(columns);
                },
                rows);
    }

    /** A fact of the table without a getter; null if only other objects of its kind have it. */
    public Object propertyMissing(String name) {
        if (!described().containsKey(name) && !known().contains(name)) {
            throw new MissingPropertyException(name, getClass());
        }
        return described().get(name);
    }

    /** The names of all facts of the table. */
    protected abstract List<String> known();
}
