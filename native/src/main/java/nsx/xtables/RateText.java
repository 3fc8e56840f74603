package nsx.xtables;

import java.util.List;
import java.util.Map;

/** Writes rates and sizes in the words of iptables-save. */
final class RateText {
    private static final List<Map.Entry<String, Long>> PERIODS =
            List.of(Map.entry("day", 86_400L), Map.entry("hour", 3_600L), Map.entry("min", 60L), Map.entry("sec", 1L));
    private static final long LARGEST = 0xffffffffL;
    private static final int BYTE_SHIFT = 4;
    private static final List<Map.Entry<String, Long>> UNITS =
            List.of(Map.entry("mb", 1024L * 1024), Map.entry("kb", 1024L), Map.entry("b", 1L));

    private RateText() {}

    /** A rate in words, and the number of seconds of its unit. */
    record Rate(String text, long seconds) {}

    /**
     * The rate of one packet in a period, by the largest unit that keeps it exact enough (print_rate of
     * libxt_limit.c).
     *
     * @param second the number of units of the period in a second
     */
    static Rate of(long period, long second) {
        if (period <= 0) {
            return new Rate("inf", 0);
        }
        int i = 1;
        while (i < PERIODS.size()) {
            long unit = PERIODS.get(i).getValue() * second;
            if (period > unit || unit / period < unit % period) {
                break;
            }
            i++;
        }
        Map.Entry<String, Long> chosen = PERIODS.get(i - 1);
        return new Rate(chosen.getValue() * second / period + "/" + chosen.getKey(), chosen.getValue());
    }

    /** The bytes in a second of a cost (cost_to_bytes of libxt_hashlimit.c). */
    static long bytes(long cost) {
        long units = cost <= 0 ? LARGEST : LARGEST / cost;
        return units - 1 << BYTE_SHIFT;
    }

    private static long cost(long bytes) {
        return LARGEST / ((bytes >> BYTE_SHIFT) + 1);
    }

    /** The bytes in a second of a cost, in the largest unit that gives the same cost. */
    static String perSecond(long cost) {
        long bytes = bytes(cost);
        int unit = 0;
        while (unit < UNITS.size() - 1
                && (bytes < UNITS.get(unit).getValue()
                        || cost(bytes - bytes % UNITS.get(unit).getValue()) != cost)) {
            unit++;
        }
        return size(bytes, unit) + "/s";
    }

    /** A number of bytes in whole ones of the largest unit, as libxt_hashlimit prints them. */
    static String size(long bytes) {
        int unit = 0;
        while (unit < UNITS.size() - 1 && bytes < UNITS.get(unit).getValue()) {
            unit++;
        }
        return size(bytes, unit);
    }

    private static String size(long bytes, int unit) {
        return bytes / UNITS.get(unit).getValue() + UNITS.get(unit).getKey();
    }
}
