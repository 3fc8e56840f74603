package nsx.repl.render;

import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.Named;

/** A value in one line: the text of a cell. */
final class Scalars {
    private Scalars() {}

    static String text(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Duration d) {
            return duration(d);
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.ofDelimiter(" ").formatHex(bytes);
        }
        if (value instanceof Named named) {
            return Clean.line(named.name());
        }
        if (value instanceof Collection<?> all) {
            return all.stream().map(Scalars::text).collect(Collectors.joining(", "));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(e -> text(e.getKey()) + ": " + text(e.getValue()))
                    .collect(Collectors.joining(", "));
        }
        String text = String.valueOf(value);
        return isPlainRecord(value, text) ? components(value) : Clean.line(text);
    }

    /** A record that prints as Java prints records. */
    private static boolean isPlainRecord(Object value, String text) {
        return value instanceof Record && text.startsWith(value.getClass().getSimpleName() + "[");
    }

    private static String components(Object value) {
        return Properties.of(value).stream()
                .map(name -> name + ": " + text(Properties.get(value, name)))
                .collect(Collectors.joining(", "));
    }

    /** {@code 1d 2h 3m}, {@code 2.5s}, {@code 0.043ms}: whole units from the largest down, what is left as a decimal. */
    static String duration(Duration d) {
        if (d.isNegative()) {
            return "-" + duration(d.negated());
        }
        if (d.compareTo(Duration.ofSeconds(1)) < 0) {
            return decimal(d.toNanos(), 1_000_000) + "ms";
        }
        String seconds = decimal(d.toSecondsPart() * 1_000_000_000L + d.toNanosPart(), 1_000_000_000) + "s";
        return Stream.of(d.toDaysPart() + "d", d.toHoursPart() + "h", d.toMinutesPart() + "m", seconds)
                .filter(part -> !part.matches("0\\D"))
                .collect(Collectors.joining(" "));
    }

    /** A quotient with at most three places after the point. */
    private static String decimal(long nanos, long unit) {
        long thousandths = Math.round(nanos * 1000.0 / unit);
        String places = String.format("%03d", thousandths % 1000).replaceAll("0+$", "");
        return thousandths / 1000 + (places.isEmpty() ? "" : "." + places);
    }
}
