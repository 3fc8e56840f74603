package nsx.dsl.verb.see;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import nsx.dsl.shape.Cells;
import nsx.dsl.shape.Columns;
import nsx.dsl.shape.Table;
import nsx.dsl.unit.PerSecond;
import nsx.dsl.unit.Size;
import nsx.dsl.value.link.LinkValue;
import nsx.rtnl.Link;

/**
 * Adds rates to the counters of a repeatedly evaluated value: the increase per second since the last evaluation, and
 * a chart of the last ones. Devices get their received and sent bytes. A value without counters stays as it is.
 */
final class Trends {
    /** The columns whose numbers only grow while their object exists. */
    private static final Set<String> COUNTERS =
            Set.of("packets", "bytes", "rxPackets", "txPackets", "rxBytes", "txBytes", "drops", "connections");

    private static final String TREND = "trend";

    private final LongSupplier clock;
    private final Map<String, Counter> counters = new HashMap<>();
    private long now;

    /** @param clock the time in nanoseconds, as {@link System#nanoTime()} */
    Trends(LongSupplier clock) {
        this.clock = clock;
    }

    /** Returns the value with rates. */
    Object of(Object value) {
        now = clock.getAsLong();
        if (value instanceof LinkValue link) {
            return ofLink(link);
        }
        if (value instanceof Long number) {
            Map<String, Object> row = counted(Map.of("value", number)).get(0);
            row.remove("counter");
            return row;
        }
        if (value instanceof Link.Stats stats) {
            return Table.of(List.of("counter", "total", "rate", TREND), counted(cells(stats)));
        }
        if (value instanceof Map<?, ?> map
                && !map.isEmpty()
                && map.values().stream().allMatch(Long.class::isInstance)) {
            return Table.of(List.of("counter", "total", "rate", TREND), counted(map));
        }
        return value instanceof Collection<?> rows && value instanceof Columns table && !rows.isEmpty()
                ? ofTable(rows, table)
                : value;
    }

    private Map<String, Object> ofLink(LinkValue link) {
        Map<String, Object> facts = cells(link);
        facts.keySet().remove("stats");
        facts.values().removeIf(Trends::isNothing);
        facts.putAll(passed(link));
        return facts;
    }

    private static boolean isNothing(Object fact) {
        return fact == null
                || fact instanceof Collection<?> all && all.isEmpty()
                || fact instanceof Map<?, ?> map && map.isEmpty()
                || fact.toString().isEmpty();
    }

    /** The columns for a device's received and sent bytes. */
    private Map<String, Object> passed(LinkValue link) {
        Link.Stats stats = link.getStats();
        String key = link.getName() + " " + link.getIndex();
        Map<String, Object> passed = new LinkedHashMap<>();
        passed.put("rx", counter(key + " rx").rate(stats.rxBytes(), true));
        passed.put("tx", counter(key + " tx").rate(stats.txBytes(), true));
        Counter both = counter(key);
        both.rate(stats.rxBytes() + stats.txBytes(), true);
        passed.put(TREND, both.trend);
        return passed;
    }

    private List<Map<String, Object>> counted(Map<?, ?> numbers) {
        List<Map<String, Object>> rows = new ArrayList<>();
        numbers.forEach((name, number) -> {
            Counter counter = counter(String.valueOf(name));
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("counter", name);
            row.put("total", isBytes(String.valueOf(name)) ? new Size((Long) number) : number);
            row.put("rate", counter.rate((Long) number, isBytes(String.valueOf(name))));
            row.put(TREND, counter.trend);
            rows.add(row);
        });
        return rows;
    }

    private Object ofTable(Collection<?> rows, Columns table) {
        List<String> columns = new ArrayList<>(table.shown());
        if (rows.stream().allMatch(LinkValue.class::isInstance)) {
            int place = columns.indexOf("state") + 1;
            columns.addAll(place == 0 ? columns.size() : place, List.of("rx", "tx", TREND));
            return with(columns, rows, table, (row, cells) -> cells.putAll(passed((LinkValue) row)));
        }
        List<String> counting = columns.stream().filter(COUNTERS::contains).toList();
        if (counting.isEmpty()) {
            return table;
        }
        counting.forEach(c -> columns.add(columns.indexOf(c) + 1, c + "/s"));
        columns.add(columns.indexOf(counting.get(counting.size() - 1) + "/s") + 1, TREND);
        return with(columns, rows, table, (row, cells) -> rates(cells, counting));
    }

    private interface Addition {
        void to(Object row, Map<String, Object> cells);
    }

    private static Object with(List<String> columns, Collection<?> rows, Columns table, Addition addition) {
        List<Map<String, Object>> more = new ArrayList<>();
        for (Object row : rows) {
            Map<String, Object> cells = new LinkedHashMap<>();
            table.shown().forEach(name -> cells.put(name, Cells.get(row, name)));
            addition.to(row, cells);
            more.add(cells);
        }
        return Table.of(columns, more, table.notes());
    }

    /** Adds rates to a row. A row continues an earlier one if all cells except the counters are equal. */
    private void rates(Map<String, Object> cells, List<String> counting) {
        String key = cells.entrySet().stream()
                .filter(e -> !counting.contains(e.getKey()))
                .map(e -> Objects.toString(e.getValue()))
                .collect(Collectors.joining("\t"));
        Sparkline trend = null;
        for (String name : counting) {
            if (cells.get(name) instanceof Number number) {
                Counter counter = counter(key + "\t" + name);
                cells.put(name + "/s", counter.rate(number.longValue(), isBytes(name)));
                trend = counter.trend;
            }
        }
        cells.put(TREND, trend);
    }

    private static boolean isBytes(String name) {
        return name.toLowerCase(Locale.ROOT).contains("bytes");
    }

    private static Map<String, Object> cells(Object value) {
        Map<String, Object> cells = new LinkedHashMap<>();
        Cells.names(value).forEach(name -> cells.put(name, Cells.get(value, name)));
        return cells;
    }

    private Counter counter(String key) {
        return counters.computeIfAbsent(key, k -> new Counter());
    }

    /** A counter with its value at the last evaluation. */
    private final class Counter {
        private final Sparkline trend = new Sparkline();
        private boolean known;
        private long number;
        private long time;

        /** The increase per second since the last evaluation; null at the first one and after the counter was reset. */
        PerSecond rate(long next, boolean bytes) {
            PerSecond rate = null;
            if (known && next >= number) {
                rate = bytes ? PerSecond.bytes(next - number, now - time) : PerSecond.of(next - number, now - time);
                trend.add(rate.doubleValue());
            }
            known = true;
            number = next;
            time = now;
            return rate;
        }
    }
}
