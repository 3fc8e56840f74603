package nsx.repl.inspect;

import java.util.AbstractCollection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Session;
import nsx.dsl.shape.Columns;

/**
 * The values that the prompt showed: {@code _} is the last one, {@code out[n]} the n-th from 1, and {@code out} lists
 * the kept ones. Only the latest are kept, because a table keeps all the data that it was read from.
 */
public final class Results extends AbstractCollection<Results.Row> implements Columns {
    private static final int KEPT = 100;
    private final Deque<Row> rows = new ArrayDeque<>();
    private final Session session;
    private int count;

    /**
     * A shown value.
     *
     * @param line the line as typed
     */
    public record Row(int n, String line, Object value) {}

    /** Defines the session's {@code out}. */
    Results(Session session) {
        this.session = session;
        session.binding().setVariable("out", this);
    }

    /** Keeps a shown value as the result of a line. */
    void keep(String text, Object value) {
        if (value == this) {
            return;
        }
        session.binding().setVariable("_", value);
        count++;
        rows.add(new Row(count, text.strip(), value));
        if (rows.size() > KEPT) {
            rows.remove();
        }
    }

    /** The value of {@code out[n]}; a negative number counts from the end, as in a list. */
    public Object getAt(int n) {
        if (rows.isEmpty()) {
            throw new NsxException("there is no result yet").at("out");
        }
        int wanted = n < 0 ? count + 1 + n : n;
        return rows.stream()
                .filter(r -> r.n() == wanted)
                .findFirst()
                .orElseThrow(() -> new NsxException("there is no result " + n)
                        .because("out has " + rows.peek().n() + " to "
                                + rows.peekLast().n())
                        .at(n))
                .value();
    }

    @Override
    public List<String> shown() {
        return List.of("n", "line", "value");
    }

    @Override
    public Iterator<Row> iterator() {
        return rows.iterator();
    }

    @Override
    public int size() {
        return rows.size();
    }
}
