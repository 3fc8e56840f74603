package nsx.dsl.unit;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nsx.netlink.Ip;

/** Formats values in script form. */
public final class Literal {
    private static final Map<String, Long> TIMES = new LinkedHashMap<>();

    static {
        TIMES.put("day", 86_400_000_000_000L);
        TIMES.put("hour", 3_600_000_000_000L);
        TIMES.put("minute", 60_000_000_000L);
        TIMES.put("second", 1_000_000_000L);
        TIMES.put("ms", 1_000_000L);
        TIMES.put("us", 1000L);
    }

    private Literal() {}

    /** The text whose value in a script is {@link #plain}: {@code 'veth1'}, {@code 3}, {@code 50.ms}, {@code [1, 2]}. */
    public static String of(Object value) {
        Object plain = plain(value);
        if (plain instanceof Duration time) {
            return time(time);
        }
        if (plain instanceof Rate rate) {
            return rate.toString().replaceFirst("^(-?\\d+)", "$1.");
        }
        if (plain instanceof Percent percent) {
            return number(percent.value()) + ".percent";
        }
        if (plain instanceof Double || plain instanceof Float) {
            return number(((Number) plain).doubleValue());
        }
        if (plain instanceof List<?> list) {
            return list.stream().map(Literal::of).collect(Collectors.joining(", ", "[", "]"));
        }
        if (plain instanceof Map<?, ?> map) {
            return map.isEmpty() ? "[:]" : "[" + options(map) + "]";
        }
        return plain instanceof String text ? quoted(text) : String.valueOf(plain);
    }

    /** Named arguments without brackets: {@code via: '10.0.0.1', weight: 3}. */
    public static String options(Map<?, ?> options) {
        return options.entrySet().stream()
                .map(e -> key(String.valueOf(e.getKey())) + ": " + of(e.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** A name before a colon, in quotes if it is not a Groovy identifier. */
    public static String key(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : quoted(name);
    }

    /** The value of the text in a script; a value without its own script form becomes text. */
    public static Object plain(Object value) {
        if (value instanceof InetAddress address) {
            return Ip.text(address);
        }
        if (value instanceof Collection<?> all) {
            return all.stream().map(Literal::plain).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((k, v) -> plain.put(String.valueOf(k), plain(v)));
            return plain;
        }
        boolean own = value == null
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Duration
                || value instanceof Rate
                || value instanceof Percent;
        return own ? value : String.valueOf(value);
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static String time(Duration time) {
        long nanos = time.toNanos();
        for (Map.Entry<String, Long> unit : TIMES.entrySet()) {
            if (nanos != 0 && nanos % unit.getValue() == 0) {
                long count = nanos / unit.getValue();
                return count + "." + unit.getKey() + (unit.getKey().length() > 2 && Math.abs(count) != 1 ? "s" : "");
            }
        }
        return nanos == 0 ? "0.seconds" : nanos + ".ns";
    }

    /** Text in quotes, on one line. */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("'");
        text.chars().forEach(c -> {
            if (c == '\'' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c == '\n' || c == '\t') {
                quoted.append(c == '\n' ? "\\n" : "\\t");
            } else if (Character.isISOControl(c)
                    || c == 0x2028
                    || c == 0x2029
                    || Character.getType(c) == Character.FORMAT) {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('\'').toString();
    }
}
