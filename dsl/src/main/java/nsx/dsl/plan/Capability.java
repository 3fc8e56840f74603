package nsx.dsl.plan;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** The capabilities that nsx's operations need (linux/capability.h). */
enum Capability {
    NET_ADMIN(12),
    SYS_ADMIN(21),
    SYS_TIME(25);

    private final int bit;

    Capability(int bit) {
        this.bit = bit;
    }

    /** The capabilities of a task, from its /proc/PID/status (CapEff). */
    static Set<Capability> effective(String status) {
        long mask = Arrays.stream(status.split("\n"))
                .filter(line -> line.startsWith("CapEff:"))
                .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                .findFirst()
                .orElse(0);
        Set<Capability> all = EnumSet.allOf(Capability.class);
        all.removeIf(c -> (mask & 1L << c.bit) == 0);
        return all;
    }

    @Override
    public String toString() {
        return "CAP_" + name();
    }
}
