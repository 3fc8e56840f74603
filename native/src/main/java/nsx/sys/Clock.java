package nsx.sys;

import java.time.Duration;
import java.util.Locale;

/** The clocks of clock_gettime(2) that a time namespace shifts, each by its own offset (time_namespaces(7)). */
public enum Clock {
    /** The clock that stops while the machine sleeps. */
    MONOTONIC(1),
    /** The clock that includes sleep, as shown by uptime(1) and /proc/uptime. */
    BOOTTIME(7);

    private final int number;

    Clock(int number) {
        this.number = number;
    }

    /** The clockid_t of the clock. */
    public int number() {
        return number;
    }

    /** The name in /proc/PID/timens_offsets since Linux 5.7, which is also the name in scripts. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the clock in the time namespace of the calling thread (clock_gettime(2)), with nanosecond resolution. */
    public Duration now() {
        long[] timespec = new long[2];
        SysException.check("clock_gettime", LibcTime.clock_gettime(number, timespec), "CLOCK_" + this);
        return Duration.ofSeconds(timespec[0], timespec[1]);
    }
}
