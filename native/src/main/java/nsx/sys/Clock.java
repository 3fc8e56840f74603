package nsx.sys;

import java.time.Duration;
import java.util.Locale;

/** The clocks of clock_gettime(2) that a time namespace shifts, each by its own offset (time_namespaces(7)). */
public enum Clock {
    /** Does not count while the machine sleeps. */
    MONOTONIC(1),
    /** Counts sleep too: uptime(1) and /proc/uptime show it. */
    BOOTTIME(7);

    private final int number;

    Clock(int number) {
        this.number = number;
    }

    /** The clockid_t. */
    public int number() {
        return number;
    }

    /** Its name in /proc/PID/timens_offsets since Linux 5.7, which is also its name in the language. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reading in the time namespace of the calling thread (clock_gettime(2)), in nanoseconds' resolution. */
    public Duration now() {
        long[] timespec = new long[2];
        SysException.check("clock_gettime", LibcTime.clock_gettime(number, timespec), "CLOCK_" + this);
        return Duration.ofSeconds(timespec[0], timespec[1]);
    }
}
