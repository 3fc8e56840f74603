package nsx.rtnl;

import java.time.Duration;
import java.util.stream.LongStream;
import nsx.proc.TextFields;

/**
 * The clock of packet schedulers, whose ticks tbf and netem count in; from /proc/net/psched.
 *
 * @param ticksPerMicrosecond 15.625 on every kernel since 2.6.26
 */
public record Psched(double ticksPerMicrosecond) {
    private static final long NANOSECOND_CLOCK = 1_000_000_000;

    /**
     * Reads the four hexadecimal numbers, as tc_core_init of iproute2 does.
     *
     * @throws nsx.netlink.CodecException when there are no four
     */
    public static Psched parse(String text) {
        TextFields words = TextFields.of("/proc/net/psched", text);
        words.text(3);
        long toMicroseconds = words.unsigned(0, 16);
        long resolution = words.unsigned(2, 16);
        long toTicks = resolution == NANOSECOND_CLOCK ? toMicroseconds : words.unsigned(1, 16);
        return new Psched((double) toMicroseconds / toTicks * (resolution / 1_000_000.0));
    }

    /** At most 2^32-1, about 274 s. */
    long ticks(Duration time) {
        return Math.min(0xffffffffL, (long) (time.toNanos() / 1000.0 * ticksPerMicrosecond));
    }

    /** How long so many ticks are. */
    public Duration time(long ticks) {
        return Duration.ofNanos(Math.round(ticks / ticksPerMicrosecond * 1000));
    }

    /** How long sending so many bytes takes at so many bytes a second, in ticks. */
    public long transmission(long bytesPerSecond, long bytes) {
        double microseconds = 1_000_000.0 * ((double) bytes / bytesPerSecond);
        return Math.min(0xffffffffL, (long) Math.ceil(microseconds * ticksPerMicrosecond));
    }

    /** How many bytes are sent in so many ticks at so many bytes a second: those that {@link #transmission} gives these ticks for. */
    public long bytes(long bytesPerSecond, long ticks) {
        long near = (long) Math.floor(ticks / ticksPerMicrosecond / 1_000_000 * bytesPerSecond);
        // what was rounded up to whole ticks is found among the neighbours
        return LongStream.of(near, near + 1, near - 1)
                .filter(bytes -> bytes >= 0 && transmission(bytesPerSecond, bytes) == ticks)
                .findFirst()
                .orElse(near);
    }
}
