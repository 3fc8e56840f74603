package nsx.xtables;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Writes {@code -m time} in the words of iptables-save: {@code struct xt_time_info}. */
final class TimeMatchText {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final int ALL_DAYS = 0xfe;
    private static final int ALL_MONTH_DAYS = 0xfffffffe;
    private static final long LAST_SECOND = 86_399;

    private TimeMatchText() {}

    static Options of(Blob data) {
        Options text = Options.match("time");
        if (data.u32(8) != 0 || data.u32(12) != LAST_SECOND) {
            text.add("--timestart", hour(data.u32(8))).add("--timestop", hour(data.u32(12)));
        }
        int monthDays = data.s32(16);
        int days = data.u8(20);
        int flags = data.u8(21);
        return text.addIf(monthDays != ALL_MONTH_DAYS, "--monthdays", monthDays(monthDays))
                .addIf(days != ALL_DAYS, "--weekdays", days(days))
                .addIf(data.u32(0) != 0, "--datestart", DATE.format(Instant.ofEpochSecond(data.u32(0))))
                .addIf(data.u32(4) != 0, "--datestop", DATE.format(Instant.ofEpochSecond(data.u32(4))))
                .addIf((flags & 1) != 0, "--kerneltz", "")
                .addIf((flags & 2) != 0, "--contiguous", "");
    }

    private static String hour(long seconds) {
        return "%02d:%02d:%02d".formatted(seconds / 3600, seconds % 3600 / 60, seconds % 60);
    }

    private static String monthDays(int bits) {
        List<String> all = new ArrayList<>();
        for (int day = 1; day < Integer.SIZE; day++) {
            if ((bits & 1 << day) != 0) {
                all.add(Integer.toString(day));
            }
        }
        return String.join(",", all);
    }

    private static String days(int bits) {
        List<String> all = new ArrayList<>();
        for (int day = 1; day <= DAYS.size(); day++) {
            if ((bits & 1 << day) != 0) {
                all.add(DAYS.get(day - 1));
            }
        }
        return String.join(",", all);
    }
}
