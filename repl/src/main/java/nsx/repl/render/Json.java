package nsx.repl.render;

import groovy.json.JsonGenerator;
import java.lang.reflect.Array;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.shape.Cells;
import nsx.dsl.shape.Columns;
import nsx.dsl.shape.Detail;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Named;
import nsx.dsl.topology.TopologyJson;
import nsx.dsl.unit.Percent;
import nsx.dsl.unit.Rate;
import nsx.topology.Topology;

/**
 * A value as one JSON document. Durations are seconds, rates bits per second, bytes hexadecimal text; a named object
 * within another object is written as its name.
 */
public final class Json {
    private static final JsonGenerator GENERATOR =
            new JsonGenerator.Options().disableUnicodeEscaping().build();

    private Json() {}

    /** Returns the value as one JSON document with a line end. */
    public static String of(Object value) {
        return GENERATOR.toJson(plain(value, true)) + "\n";
    }

    private static Object plain(Object value, boolean whole) {
        if (value == null || value instanceof Boolean || value instanceof CharSequence) {
            return value instanceof CharSequence text ? text.toString() : value;
        }
        if (value instanceof Detail detail) {
            return detail(detail.value());
        }
        if (value instanceof Number n) {
            // JSON cannot represent NaN and infinity
            boolean binary = n instanceof Double || n instanceof Float;
            return !binary || Double.isFinite(n.doubleValue()) ? n : null;
        }
        if (value instanceof Topology topology) {
            return TopologyJson.document(topology);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, whole);
        }
        if (value instanceof Collection<?> all) {
            return collection(all, whole);
        }
        return value.getClass().isArray() && !(value instanceof byte[]) ? array(value, whole) : single(value, whole);
    }

    /** The value with all properties, whatever columns its table has. */
    private static Object detail(Object value) {
        return value instanceof Collection<?> all
                ? all.stream().map(row -> plain(row, true)).toList()
                : plain(value, true);
    }

    private static Object single(Object value, boolean whole) {
        if (value instanceof Duration d) {
            return d.toNanosPart() == 0 ? (Object) d.toSeconds() : (Object) (d.toNanos() / 1e9);
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Rate rate) {
            return rate.bits();
        }
        if (value instanceof Percent percent) {
            return percent.value();
        }
        if (value instanceof Named named && !whole) {
            return named.name();
        }
        List<String> names = Properties.of(value);
        return names.isEmpty() ? value.toString() : object(names, value);
    }

    private static Map<String, Object> object(List<String> names, Object value) {
        Map<String, Object> object = new LinkedHashMap<>();
        names.forEach(name -> object.put(name, plain(Cells.get(value, name), false)));
        return object;
    }

    private static Map<String, Object> map(Map<?, ?> map, boolean whole) {
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((k, v) -> object.put(String.valueOf(k), plain(v, whole)));
        return object;
    }

    /** Converts a collection; a list with its own facts becomes an object of the facts and the rows. */
    private static Object collection(Collection<?> all, boolean whole) {
        List<Object> rows = new ArrayList<>();
        for (Object row : all) {
            rows.add(all instanceof Columns table ? object(table.shown(), row) : plain(row, whole));
        }
        if (!(all instanceof Facts facts)) {
            return rows;
        }
        Map<String, Object> object = object(facts.facts(), all);
        object.put("rows", rows);
        return object;
    }

    private static List<Object> array(Object array, boolean whole) {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            all.add(plain(Array.get(array, i), whole));
        }
        return all;
    }
}
