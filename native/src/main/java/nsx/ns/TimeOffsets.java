package nsx.ns;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import nsx.netlink.CodecException;
import nsx.proc.TextFields;
import nsx.sys.Clock;

/**
 * The offsets that a time namespace adds to the clocks of the initial one. The text form is that of
 * /proc/PID/timens_offsets (time_namespaces(7)).
 */
public record TimeOffsets(Duration monotonic, Duration boottime) {
    /**
     * The greatest clock reading in seconds: no clock may be negative or exceed half of what ktime_t holds
     * (kernel/time/namespace.c).
     */
    private static final long MOST = Long.MAX_VALUE / 1_000_000_000L / 2;

    /** The resulting reading of a clock: the kernel accepts only the first value, and answers ERANGE to the others. */
    public enum Range {
        FITS,
        BEFORE_START,
        BEYOND_END
    }

    /**
     * Parses the offsets in a file: a line for each clock with its name (its number before Linux 5.7), seconds that
     * may be negative, and nanoseconds that may not: {@code boottime -1 500000000} is half a second back.
     */
    public static TimeOffsets parse(String text) {
        Map<Clock, Duration> all = new EnumMap<>(Clock.class);
        for (String line : text.strip().split("\n")) {
            TextFields words = TextFields.of("timens_offsets", line);
            all.put(clock(words.text(0)), offset(words));
        }
        return new TimeOffsets(
                all.getOrDefault(Clock.MONOTONIC, Duration.ZERO), all.getOrDefault(Clock.BOOTTIME, Duration.ZERO));
    }

    private static Duration offset(TextFields words) {
        try {
            return Duration.ofSeconds(words.number(1), words.number(2));
        } catch (ArithmeticException e) {
            throw new CodecException("time offset out of range: " + words.text(1));
        }
    }

    private static Clock clock(String word) {
        return Arrays.stream(Clock.values())
                .filter(c -> c.text().equals(word) || String.valueOf(c.number()).equals(word))
                .findFirst()
                .orElseThrow(() -> new CodecException("not a clock of a time namespace: " + word));
    }

    public Duration get(Clock clock) {
        return clock == Clock.MONOTONIC ? monotonic : boottime;
    }

    public TimeOffsets with(Clock clock, Duration offset) {
        return clock == Clock.MONOTONIC ? new TimeOffsets(offset, boottime) : new TimeOffsets(monotonic, offset);
    }

    /** Checks an offset for a clock that reads {@code clock} without it. */
    public static Range range(Duration clock, Duration offset) {
        if (offset.getSeconds() > MOST || offset.getSeconds() < -MOST) {
            return offset.isNegative() ? Range.BEFORE_START : Range.BEYOND_END;
        }
        long seconds = clock.plus(offset).getSeconds();
        return seconds < 0 ? Range.BEFORE_START : seconds > MOST ? Range.BEYOND_END : Range.FITS;
    }

    /** The text for the file, one line for each clock; the file shows the same text with other white space. */
    public String text() {
        return Arrays.stream(Clock.values())
                .map(c -> c.text() + " " + get(c).getSeconds() + " " + get(c).getNano())
                .collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
        return text().replace("\n", ", ");
    }
}
