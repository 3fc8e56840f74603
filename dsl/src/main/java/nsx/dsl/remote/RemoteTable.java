package nsx.dsl.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.OpenFacts;
import nsx.dsl.shape.Rows;

/** A table of another host with facts as a whole, such as the answer of {@code ping}. */
public final class RemoteTable extends Rows<Map<Object, Object>> implements Facts, OpenFacts {
    private final List<String> columns;
    private final List<Map<Object, Object>> rows;
    private final List<String> notes;
    private final List<String> shownFacts;
    private final Map<Object, Object> facts;

    /** @param facts the facts of the table by name, including those that are not shown */
    RemoteTable(
            List<String> columns,
            List<Map<Object, Object>> rows,
            List<String> notes,
            List<String> shownFacts,
            Map<Object, Object> facts) {
        this.columns = columns;
        this.rows = rows;
        this.notes = notes;
        this.shownFacts = shownFacts;
        this.facts = facts;
    }

    /** Reads a property: a fact of the table, or otherwise that column of each row. */
    public Object get(String name) {
        if (facts.containsKey(name)) {
            return facts.get(name);
        }
        List<Object> column = new ArrayList<>();
        rows.forEach(row -> column.add(row.get(name)));
        return column;
    }

    @Override
    public Map<Object, Object> get(int index) {
        return rows.get(index);
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public List<String> shown() {
        return columns;
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public List<String> facts() {
        return shownFacts;
    }

    @Override
    public Object fact(String name) {
        return facts.get(name);
    }
}
