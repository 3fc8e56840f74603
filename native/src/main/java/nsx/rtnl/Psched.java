package nsx.rtnl;

import java.time.Duration;
import java.util.stream.LongStream;
import nsx.proc.TextFields;

/**
 * The clock of packet schedulers, in whose ticks tbf and netem count; from /proc/net/psched.
 *
 * @param ticksPerMicrosecond 15.625 on every kernel since 2.6.26
 */
public record Psched(double ticksPerMicrosecond) {
    private static final long NANOSECOND_CLOCK = 1_000_000_000;

    /**
     * Reads the four hexadecimal numbers, as tc_core_init of iproute2 does.
     *
     * @throws nsx.netlink.CodecException unless there are four
     */
    public static Psched parse(String text) {
        TextFields words = TextFields.of("/proc/net/psched", text);
        words.text(3);
        long toMicroseconds = words.unsigned(0, 16);
        long resolution = words.unsigned(2, 16);
        long toTicks = resolution == NANOSECOND_CLOCK ? toMicroseconds : words.unsigned(1, 16);
        return new Psched((double) toMicroseconds / toTicks * (resolution / 1_000_000.0));
    }

    /** Converts a time to ticks, at most 2^32-1 (about 274 s). */
    long ticks(Duration time) {
        return Math.min(0xffffffffL, (long) (time.toNanos() / 1000.0 * ticksPerMicrosecond));
    }

    /** Converts ticks to a time. */
    public Duration time(long ticks) {
        return Duration.ofNanos(Math.round(ticks / ticksPerMicrosecond * 1000));
    }

    /** The transmission time of {@code bytes} at a rate in bytes per second, in ticks. */
    public long transmission(long bytesPerSecond, long bytes) {
        double microseconds = 1_000_000.0 * ((double) bytes / bytesPerSecond);
        return Math.min(0xffffffffL, (long) Math.ceil(microseconds * ticksPerMicrosecond));
    }

    /** The number of bytes for which {@link #transmission} returns these ticks at a rate in bytes per second. */
    public long bytes(long bytesPerSecond, long ticks) {
        long near = (long) Math.floor(ticks / ticksPerMicrosecond / 1_000_000 * bytesPerSecond);
        // rounding up to whole ticks is undone by trying the neighbours
        return LongStream.of(near, near + 1, near - 1)
                .filter(bytes -> bytes >= 0 && transmission(bytesPerSecond, bytes) == ticks)
                .findFirst()
                .orElse(near);
    }
}
