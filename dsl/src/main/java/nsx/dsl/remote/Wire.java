package nsx.dsl.remote;

import groovy.lang.Range;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.shape.Cells;
import nsx.dsl.shape.Columns;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Rows;
import nsx.dsl.shape.Table;
import nsx.dsl.unit.Percent;
import nsx.dsl.unit.Rate;
import nsx.dsl.unit.Size;

/**
 * Converts values to JSON and back. Text, whole numbers, booleans and lists are themselves; any other value is an
 * object with its type in {@code $}. A table is written as the names of all its columns once, and the cells of each
 * row in that order. A live object is written as a reference: a number by which its side knows it.
 */
final class Wire {
    private static final String TYPE = "$";
    private static final String VALUE = "v";
    /** The limit of nested lists and maps: a map takes three levels of JSON, which is limited to a hundred. */
    private static final int DEEPEST = 28;
    /** The greatest whole number that JSON numbers represent exactly. */
    private static final long EXACT = 1L << 53;

    /** The references to live objects, as one side knows them. */
    interface Mentions {
        /** Makes a reference to a live object. */
        Map<String, Object> mention(Object live);

        /** Resolves a reference of the other side. */
        Object mentioned(String type, Map<String, Object> mention);
    }

    private final Mentions mentions;

    Wire(Mentions mentions) {
        this.mentions = mentions;
    }

    /** Converts a value to JSON. */
    Object out(Object value) {
        return out(value, DEEPEST, mentions::mention);
    }

    private Object out(Object value, int depth, Function<Object, Object> otherwise) {
        if (depth == 0) {
            throw new NsxException("the value is nested too deep for another host")
                    .because("at most " + DEEPEST + " lists and maps in one another");
        }
        if (value == null || value instanceof Boolean) {
            return value;
        }
        if (value instanceof CharSequence || value instanceof Enum<?> || value instanceof Character) {
            return value.toString();
        }
        Optional<Object> single = single(value);
        if (single.isPresent()) {
            return single.get();
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, depth, otherwise);
        }
        if (value instanceof Columns table && value instanceof Collection<?> rows) {
            return table(table, rows, depth);
        }
        if (value instanceof Collection<?> || value instanceof Object[]) {
            Collection<?> all = value instanceof Object[] array ? Arrays.asList(array) : (Collection<?>) value;
            List<Object> list = new ArrayList<>();
            all.forEach(one -> list.add(out(one, depth - 1, otherwise)));
            return list;
        }
        return otherwise.apply(value);
    }

    private static Optional<Object> single(Object value) {
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            long whole = ((Number) value).longValue();
            return Optional.of(Math.abs(whole) <= EXACT ? whole : tag("whole", value.toString()));
        }
        if (value instanceof BigDecimal || value instanceof BigInteger) {
            return Optional.of(tag("decimal", value.toString()));
        }
        if (value instanceof Double || value instanceof Float) {
            return Optional.of(tag("double", value.toString()));
        }
        if (value instanceof Size size) {
            return Optional.of(tag("size", Long.toString(size.longValue())));
        }
        if (value instanceof Rate rate) {
            return Optional.of(tag("rate", Long.toString(rate.bits())));
        }
        if (value instanceof Percent percent) {
            return Optional.of(tag("percent", Double.toString(percent.value())));
        }
        if (value instanceof Duration duration) {
            return Optional.of(tag("duration", duration.toString()));
        }
        if (value instanceof Pattern pattern) {
            return Optional.of(tag("pattern", pattern.pattern()));
        }
        if (value instanceof InetAddress address) {
            return Optional.of(address.getHostAddress());
        }
        if (value instanceof byte[] bytes) {
            return Optional.of(tag("bytes", Base64.getEncoder().encodeToString(bytes)));
        }
        if (value instanceof Range<?> range && range.getFrom() instanceof Number from) {
            return Optional.of(
                    Map.of(TYPE, "range", "from", from.longValue(), "to", ((Number) range.getTo()).longValue()));
        }
        return Optional.empty();
    }

    /** Writes a value as its type and a text. */
    static Map<String, Object> tag(String type, Object value) {
        return Map.of(TYPE, type, VALUE, value);
    }

    private Object map(Map<?, ?> map, int depth, Function<Object, Object> otherwise) {
        List<Object> entries = new ArrayList<>();
        map.forEach((key, value) -> entries.add(
                List.of(optional(out(key, depth - 1, otherwise)), optional(out(value, depth - 1, otherwise)))));
        return tag("map", entries);
    }

    /** Writes JSON's null in a list that cannot contain nulls. */
    private static Object optional(Object value) {
        return value == null ? Map.of(TYPE, "null") : value;
    }

    private Object table(Columns table, Collection<?> rows, int depth) {
        List<String> shown = table.shown();
        Set<String> names = new LinkedHashSet<>(shown);
        if (table instanceof Rows<?> all) {
            names.addAll(all.columns());
        }
        List<Object> cells = new ArrayList<>(rows.size());
        for (Object row : rows) {
            List<Object> one = new ArrayList<>(names.size());
            names.forEach(name -> one.add(out(row == null ? null : Cells.get(row, name), depth - 2, Texts::of)));
            cells.add(one);
        }
        Map<String, Object> written = new LinkedHashMap<>(
                Map.of(TYPE, "table", "names", names, "columns", shown, "notes", table.notes(), "rows", cells));
        if (table instanceof Facts whole) {
            written.put("shown", whole.facts());
            written.put("facts", map(facts(table, whole.facts()), depth - 1, Texts::of));
        }
        return written;
    }

    /** The facts of a table as a whole that are single values. */
    private static Map<Object, Object> facts(Object table, List<String> shown) {
        Set<String> names = new LinkedHashSet<>(shown);
        if (Cells.getters(table.getClass()).contains("ok")) {
            names.add("ok");
        }
        Map<Object, Object> facts = new LinkedHashMap<>();
        names.forEach(name -> facts.put(name, Cells.get(table, name)));
        return facts;
    }

    /** Converts JSON to a value. */
    @SuppressWarnings("unchecked")
    Object in(Object json) {
        if (json instanceof Double number) {
            return whole(number);
        }
        if (json instanceof List<?> list) {
            List<Object> all = new ArrayList<>();
            list.forEach(one -> all.add(in(one)));
            return all;
        }
        if (json instanceof Map<?, ?> map) {
            try {
                return tagged(String.valueOf(map.get(TYPE)), (Map<String, Object>) map);
            } catch (ClassCastException
                    | IllegalArgumentException
                    | NullPointerException
                    | ArithmeticException
                    | java.time.DateTimeException e) {
                throw new NsxException("the other host sent a value that is none");
            }
        }
        return json;
    }

    private static Object whole(Double number) {
        long whole = number.longValue();
        if (whole != number) {
            return BigDecimal.valueOf(number);
        }
        return whole == (int) whole ? (Object) (int) whole : (Object) whole;
    }

    private Object tagged(String type, Map<String, Object> map) {
        Object value = map.get(VALUE);
        return switch (type) {
            case "null" -> null;
            case "map" -> map((List<?>) value);
            case "table" -> table(map);
            case "range" ->
                new groovy.lang.IntRange(((Double) map.get("from")).intValue(), ((Double) map.get("to")).intValue());
            case "whole" -> Long.valueOf(text(value));
            case "decimal" -> decimal(text(value));
            case "double" -> Double.valueOf(text(value));
            case "size" -> new Size(Long.parseLong(text(value)));
            case "rate" -> new Rate(Long.parseLong(text(value)));
            case "percent" -> new Percent(Double.parseDouble(text(value)));
            case "duration" -> Duration.parse(text(value));
            case "pattern" -> Pattern.compile(text(value));
            case "bytes" -> Base64.getDecoder().decode(text(value));
            default -> mentions.mentioned(type, map);
        };
    }

    private static Object decimal(String text) {
        if (text.length() > 1000) {
            throw new IllegalArgumentException(text);
        }
        BigDecimal decimal = new BigDecimal(text);
        return decimal.scale() == 0 && decimal.precision() > 18 ? (Object) decimal.toBigIntegerExact() : decimal;
    }

    private static String text(Object value) {
        return (String) value;
    }

    private Map<Object, Object> map(List<?> entries) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (Object entry : entries) {
            List<?> pair = (List<?>) entry;
            map.put(in(pair.get(0)), in(pair.get(1)));
        }
        return map;
    }

    private Rows<?> table(Map<String, Object> map) {
        List<String> names = texts(map.get("names"));
        List<Map<Object, Object>> rows = new ArrayList<>();
        ((List<?>) map.get("rows")).forEach(row -> rows.add(row(names, (List<?>) row)));
        List<String> columns = texts(map.get("columns"));
        List<String> notes = texts(map.get("notes"));
        return map.get("facts") instanceof Map<?, ?> facts
                ? new RemoteTable(columns, rows, notes, texts(map.get("shown")), map((List<?>) facts.get(VALUE)))
                : Table.of(columns, rows, notes);
    }

    private Map<Object, Object> row(List<String> names, List<?> cells) {
        if (cells.size() != names.size()) {
            throw new IllegalArgumentException("a row of " + cells.size() + " cells");
        }
        Map<Object, Object> row = new LinkedHashMap<>(names.size() * 2);
        for (int i = 0; i < cells.size(); i++) {
            row.put(names.get(i), in(cells.get(i)));
        }
        return row;
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(String::valueOf).toList();
    }
}
