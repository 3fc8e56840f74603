package nsx.nft;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Writes times in the words of nft(8), which uses the time zone of the machine. */
final class TimeText {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("\"yyyy-MM-dd HH:mm:ss\"");
    private static final long DAY = 86_400;
    private static final long SECOND = 1_000;

    private TimeText() {}

    /** A duration in milliseconds: {@code 2d3h4m5s}. */
    static String duration(long milliseconds) {
        long seconds = milliseconds / SECOND;
        String text = part(seconds / DAY, "d")
                + part(seconds % DAY / 3600, "h")
                + part(seconds % 3600 / 60, "m")
                + part(seconds % 60, "s")
                + part(milliseconds % SECOND, "ms");
        return text.isEmpty() ? "0s" : text;
    }

    private static String part(long number, String unit) {
        return number == 0 ? "" : number + unit;
    }

    /** A time in nanoseconds since 1970; three dots if it is not a whole second. */
    static String date(long nanoseconds) {
        long second = SECOND * SECOND * SECOND;
        return nanoseconds % second != 0
                ? RuleText.MORE
                : DATE.format(
                        LocalDateTime.ofInstant(Instant.ofEpochSecond(nanoseconds / second), ZoneId.systemDefault()));
    }

    /** A time of the day in seconds of UTC; the difference of the time zone is that of today. */
    static String hour(long seconds) {
        if (seconds < 0 || seconds >= DAY) {
            return Long.toString(seconds);
        }
        int offset = ZoneId.systemDefault().getRules().getOffset(Instant.now()).getTotalSeconds();
        long local = Math.floorMod(seconds + offset, DAY);
        return String.format("\"%02d:%02d", local / 3600, local % 3600 / 60)
                + (local % 60 == 0 ? "" : String.format(":%02d", local % 60))
                + '"';
    }
}
