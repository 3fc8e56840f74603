package nsx.dsl.unit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;

/**
 * The units of the language as properties of numbers: {@code 1.day}, {@code 1.5.seconds}, {@code 32.KB}, {@code
 * 1.mbit}. Groovy finds them as an extension module (META-INF/groovy), so no Java class is changed.
 */
public final class Units {
    private static final long KIB = 1024;

    private Units() {}

    static Duration of(Number count, Duration unit) {
        BigDecimal nanos = new BigDecimal(count.toString()).multiply(BigDecimal.valueOf(unit.toNanos()));
        BigDecimal seconds = nanos.movePointLeft(9);
        if (seconds.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new NsxException(count + " of " + Texts.duration(unit) + " is longer than the longest duration")
                    .at(count);
        }
        return Duration.ofSeconds(
                seconds.longValue(),
                nanos.remainder(BigDecimal.valueOf(1_000_000_000L)).longValue());
    }

    /** A number with the unit of this name, as a script has it from {@code 50.ms}; empty if there is none or the number is too large. */
    public static Optional<Object> named(Number n, String unit) {
        String getter = "get" + unit.substring(0, 1).toUpperCase(Locale.ROOT) + unit.substring(1);
        try {
            return Optional.of(Units.class.getMethod(getter, Number.class).invoke(null, n));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    public static Duration getNs(Number n) {
        return of(n, Duration.ofNanos(1));
    }

    public static Duration getUs(Number n) {
        return of(n, Duration.ofNanos(1000));
    }

    public static Duration getMs(Number n) {
        return of(n, Duration.ofMillis(1));
    }

    public static Duration getSecond(Number n) {
        return of(n, Duration.ofSeconds(1));
    }

    public static Duration getSeconds(Number n) {
        return getSecond(n);
    }

    public static Duration getMinute(Number n) {
        return of(n, Duration.ofMinutes(1));
    }

    public static Duration getMinutes(Number n) {
        return getMinute(n);
    }

    public static Duration getHour(Number n) {
        return of(n, Duration.ofHours(1));
    }

    public static Duration getHours(Number n) {
        return getHour(n);
    }

    public static Duration getDay(Number n) {
        return of(n, Duration.ofDays(1));
    }

    public static Duration getDays(Number n) {
        return getDay(n);
    }

    public static Duration getWeek(Number n) {
        return of(n, Duration.ofDays(7));
    }

    public static Duration getWeeks(Number n) {
        return getWeek(n);
    }

    /** A size of this many bytes. */
    public static Size getB(Number n) {
        return bytes(n, 1);
    }

    public static Size getKB(Number n) {
        return bytes(n, KIB);
    }

    public static Size getMB(Number n) {
        return bytes(n, KIB * KIB);
    }

    public static Size getGB(Number n) {
        return bytes(n, KIB * KIB * KIB);
    }

    /** Formats a number of bytes for people, in powers of 1024: {@code 3MB}, {@code 1.5KB}. */
    public static String size(Number bytes) {
        String[] units = {"GB", "MB", "KB"};
        BigDecimal all = new BigDecimal(bytes.toString());
        long unit = KIB * KIB * KIB;
        for (String name : units) {
            if (all.abs().compareTo(BigDecimal.valueOf(unit)) >= 0) {
                BigDecimal count = all.divide(BigDecimal.valueOf(unit), 2, RoundingMode.HALF_UP);
                return count.stripTrailingZeros().toPlainString() + name;
            }
            unit /= KIB;
        }
        return all.toPlainString() + "B";
    }

    private static Size bytes(Number count, long unit) {
        BigDecimal bytes = new BigDecimal(count.toString()).multiply(BigDecimal.valueOf(unit));
        if (bytes.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new NsxException(count + " times " + unit + " bytes is more than the largest size").at(count);
        }
        return new Size(bytes.longValue());
    }

    public static Rate getBit(Number n) {
        return new Rate(n.longValue());
    }

    public static Rate getKbit(Number n) {
        return new Rate((long) (n.doubleValue() * 1e3));
    }

    public static Rate getMbit(Number n) {
        return new Rate((long) (n.doubleValue() * 1e6));
    }

    public static Rate getGbit(Number n) {
        return new Rate((long) (n.doubleValue() * 1e9));
    }

    public static Percent getPercent(Number n) {
        return new Percent(n.doubleValue());
    }
}
