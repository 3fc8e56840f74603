package nsx.dsl.session;

import groovy.lang.Closure;
import groovy.lang.Range;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nsx.dsl.error.Texts;
import nsx.dsl.shape.Cell;
import nsx.dsl.shape.Cells;
import nsx.dsl.shape.Holds;
import nsx.dsl.shape.Rows;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Position;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;

/**
 * The columns of a word's table as options of the word, which select rows as {@code where} does: {@code links(kind: 'veth', up: true)}.
 */
final class ColumnOptions {
    private static final String SUMMARY = "only rows with this value, or with one of a list, a range or a pattern";

    private final Class<?> type;
    private final List<String> columns;
    private final Set<String> options = new LinkedHashSet<>();

    /** @param columns the columns that the table shows */
    ColumnOptions(Class<?> type, List<String> columns) {
        this.type = type;
        this.columns = columns;
    }

    /** The parameters of the word, and one for each column without a parameter of that name. */
    List<Parameter<?>> behind(List<Parameter<?>> own) {
        Set<String> taken = own.stream()
                .filter(p -> p.place() == Position.NAMED)
                .map(Parameter::name)
                .collect(Collectors.toSet());
        List<Parameter<?>> all = new ArrayList<>(own);
        options.addAll(names());
        options.removeAll(taken);
        options.forEach(name -> all.add(parameter(name)));
        return all;
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>(columns);
        Cells.readable(type).stream().filter(this::isSimple).forEach(names::add);
        return names;
    }

    private boolean isSimple(String column) {
        Class<?> cell = Cell.type(type, column);
        return cell.isPrimitive()
                || cell == String.class
                || cell == Duration.class
                || Number.class.isAssignableFrom(cell)
                || cell == Boolean.class;
    }

    private Parameter<Object> parameter(String column) {
        List<String> choices = Cells.choices(type, column);
        Reader<Object> reader = Reader.<Object>of(
                choices.isEmpty() ? Type.ANY : Type.CHOICE,
                Cell.wanted(type, column),
                value -> Optional.of(value).filter(v -> possible(column, v)));
        return Parameter.named(column, reader.among(choices), SUMMARY);
    }

    /** Whether the parameter selects rows by a column. */
    static boolean isFilter(Parameter<?> parameter) {
        return parameter.summary().equals(SUMMARY);
    }

    private boolean possible(String column, Object wanted) {
        if (wanted instanceof Closure || wanted instanceof Pattern || wanted instanceof Range) {
            return true;
        }
        if (!(wanted instanceof Collection<?> several)) {
            return Cell.refusal(type, column, wanted).isEmpty();
        }
        several.forEach(one -> Cell.refusal(type, column, one).ifPresent(reason -> {
            String near = Texts.nearest(Texts.of(one), Cells.choices(type, column))
                    .map(n -> "; did you mean '" + n + "'?")
                    .orElse("");
            throw new IllegalArgumentException(Texts.of(one) + " is not " + Cell.wanted(type, column) + near);
        }));
        return true;
    }

    /** Selects the rows of the answer by the column options of the call. */
    Object rows(Call call, Object answer) {
        Map<String, Object> wanted = new LinkedHashMap<>(call.arguments().options());
        wanted.keySet().retainAll(options);
        if (!(answer instanceof Rows<?> rows) || wanted.isEmpty()) {
            return answer;
        }
        Rows<?> selected = rows.isEmpty() ? rows : rows.where(wanted);
        if (selected.isEmpty()) {
            wanted.forEach((column, value) -> device(call, column, value));
        }
        return selected;
    }

    /** Throws an error for a device that is not there. */
    private void device(Call call, String column, Object value) {
        boolean named = Cells.content(type, column).stream().anyMatch(c -> c == Holds.Content.DEVICE);
        if (named && value instanceof CharSequence) {
            Devices.get(call.here(), value.toString());
        }
    }
}
